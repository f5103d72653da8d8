import { parseCardSerial } from '@tessera/base';
import { type Fields, Problem, readForm } from '@tessera/web';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { parsePlace } from '../../wallet/place.ts';
import type { Panel } from '../control-panel.ts';
import { ApduPage } from '../pages/apdu-page.tsx';
import { WalletPage } from '../pages/wallet-page.tsx';

const PlaceForm = z.object({ serial: z.string(), where: z.string() });

const WORDS_SHOWN = 8;

export function walletRoutes(server: FastifyInstance, { sandbox }: Panel): void {
  const { about, wallet, faults, cardDoor } = sandbox;

  server.get('/wallet', async (_request, reply) =>
    reply.page(
      <WalletPage
        about={about}
        cards={await sandbox.cards()}
        readerGone={faults.striking('reader-gone') !== undefined}
        words={wallet.log.list().slice(-WORDS_SHOWN).reverse()}
        door={cardDoor}
      />,
    ),
  );

  server.post('/wallet/place', async (request, reply) => {
    const { typed } = readForm(PlaceForm, request.body, String);
    const serial = parseCardSerial(typed['serial'] ?? '');
    const where = typed['where'] ?? '';
    const beside = where === 'beside';
    const place = beside ? 'reader' : parsePlace(where);
    if (serial === null || place === null) throw new Problem(400, 'neither a card nor a place');
    if ((await wallet.place(serial, place, { beside })) === 'no-such-card') throw new Problem(422, 'no such card');
    return reply.redirect(`/wallet#card-${serial}`, 303);
  });

  server.get<{ Querystring: Fields }>('/wallet/log', async (request, reply) => {
    const serial = parseCardSerial(request.query['card'] ?? '') ?? '';
    const exchanges = wallet.log.list(serial === '' ? undefined : serial).toReversed();
    const revealed = request.query['codes'] === 'shown';
    return reply.page(
      <ApduPage
        about={about}
        cards={await sandbox.cards()}
        serial={serial}
        revealed={revealed}
        exchanges={exchanges}
      />,
    );
  });
}
