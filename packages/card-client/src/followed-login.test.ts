import { readFileSync } from 'node:fs';
import { hex, utf8 } from '@tessera/base';
import { createCard, type Exchange } from '@tessera/chip';
import { drawTestCard } from '@tessera/chip/testing';
import { decodeCommand, encodeCommand, openCommand, SECURED, sha256DigestInfo } from '@tessera/ias';
import { nodePrimitives } from '@tessera/ias/testing';
import { describe, expect, it } from 'vitest';
import { openChannel, readCertificate, readNis, sign, triesLeft, verifyPin } from './index.ts';
import { certifiedTerminal } from './terminal.ts';

const primitives = nodePrimitives();
const page = readFileSync(new URL('../../../docs/chip.md', import.meta.url), 'utf8');
/** The login, without the part that wraps one command by hand (its own test is `ias/src/worked-example.test.ts`). */
const login = between('## The login', '## Choices').replace(between('### How wrapping works', '### Steps 6 to 10'), '');

describe('the login that docs/chip.md follows', () => {
  it('has the commands that a login sends, in their order, and the answers that they get', async () => {
    const said = await aLogin();
    const shown = shownIn(login);
    expect(shown.length).toBeGreaterThan(20);
    let at = 0;
    for (const [line, sent, answered] of shown) {
      const found = said.findIndex(({ command }, i) => i >= at && command.startsWith(sent));
      expect(found, line).not.toBe(-1);
      at = found + 1;
      const rest = said.slice(at);
      const pieces = rest.slice(
        0,
        rest.findIndex(({ command }) => !command.startsWith('00c0')),
      );
      let answer = [said[found], ...pieces].map((each) => each?.answer).join('');
      for (const part of answered) {
        expect(answer, line).toContain(part);
        answer = answer.slice(answer.indexOf(part) + part.length);
      }
    }
  });
});

function between(from: string, to: string): string {
  return page.slice(page.indexOf(from), page.indexOf(to));
}

/** Each shown command: its line, how it begins, and the parts of the answer below it, as hexadecimal. */
function shownIn(text: string): [line: string, sent: string, answered: string[]][] {
  const shown: [string, string, string[]][] = [];
  for (const line of text.split('\n')) {
    if (line.startsWith('< '))
      shown.at(-1)?.[2].push(...(line.slice(2).split(/ {4}/)[0] ?? '').split(/[…‹][^›…]*›?/).map(bare));
    for (const [, command = ''] of line.matchAll(/(?:^> |^|`|, )([01]0 (?:[0-9A-F]{2} ){2}[0-9A-F]{2}[0-9A-F ]*)/g))
      shown.push([line, bare(command.split(/ {2,}/)[0] ?? ''), []]);
  }
  return shown;
}

const bare = (text: string): string => text.replaceAll(' ', '').toLowerCase();

/** What went over and, of what was wrapped, what was inside. */
async function aLogin(): Promise<readonly { readonly command: string; readonly answer: string }[]> {
  const made = drawTestCard();
  const exchanges: Exchange[] = [];
  const watch = (exchange: Exchange): void => void exchanges.push(exchange);
  const card = createCard(made.card, { primitives, memory: { save: async () => {} }, watch });
  await readNis(card);
  const channel = await openChannel(card, certifiedTerminal(made.reader, made.reader.certificate), primitives);
  await triesLeft(channel, 'pin');
  await verifyPin(channel, utf8('12345678'));
  await readCertificate(channel);
  const { publicKey } = made.order.keys.authentication;
  await sign(channel, sha256DigestInfo(utf8('challenge'), primitives), publicKey);
  return exchanges.map((each) => ({ command: opened(each), answer: hex(each.answer) }));
}

function opened({ before, command }: Exchange): string {
  const sent = decodeCommand(command);
  const messaging = before.channel.step === 'closed' ? null : before.channel.messaging;
  if (sent === null || messaging === null || (sent.cla & SECURED) === 0) return hex(command);
  const inside = openCommand(messaging, sent, primitives);
  return inside.fault === null ? hex(encodeCommand(inside.command)) : 'not to be opened';
}
