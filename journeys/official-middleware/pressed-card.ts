import type { CardState, Maker } from '@tessera/chip';
import { nationalMigrations } from '@tessera/foundation';
import type { CardAuthority } from '@tessera/ias';
import { produceCard, requestCard } from '@tessera/issuance';
import { gelsominaAsks } from '@tessera/issuance/testing';
import { drawCardKeyPair } from '@tessera/keys';
import { createOutbox } from '@tessera/messaging';
import { openCardAuthority } from '@tessera/pki';
import { INVENTED_MUNICIPALITIES, recordMunicipality } from '@tessera/registry';
import { openTestbed } from '@tessera/testbed';

/** A card out of the real press, for somebody who plainly does not exist. Its readers are certified by `terminals`. */
export async function pressedCard(
  maker: Maker,
  form: 'classic' | 'newer',
  terminals: CardAuthority,
): Promise<CardState> {
  const bed = await openTestbed('sqlite', { migrations: nationalMigrations });
  try {
    const ground = { ...bed, outbox: createOutbox(bed) };
    for (const municipality of INVENTED_MUNICIPALITIES) await recordMunicipality(bed.database, municipality);
    const { serial } = await requestCard(ground, await gelsominaAsks());
    const authority = await openCardAuthority(bed, { addresses: null });
    const pressed: CardState[] = [];
    const press = { make: async (card: CardState) => void pressed.push(card) };
    await produceCard(ground, serial, { press, authority, terminals, drawKeyPair: drawCardKeyPair, maker, form });
    const [card] = pressed;
    if (card === undefined) throw new Error('nothing came out of the press');
    return card;
  } finally {
    await bed.close();
  }
}
