import { cpus } from 'node:os';
import type { MemoryFigures } from './card-memory.ts';
import type { ChannelFigures, SideFigures } from './channel.ts';
import type { PersonalisationFigures } from './personalisation.ts';

export interface CardFigures {
  readonly channel: ChannelFigures;
  readonly personalisation: PersonalisationFigures;
  readonly memory: MemoryFigures;
}

/** The page that says what was measured, with its aims beside it. */
export function cardReport({ channel, personalisation, memory }: CardFigures): string {
  const side = (name: string, { whole, numbers, all }: SideFigures): string =>
    `| ${name} | ${whole.toFixed(2)} | ${numbers.toFixed(2)} | ${(whole / numbers).toFixed(2)} | ${all.toFixed(2)} | ${(whole / all).toFixed(2)} |`;
  const [cpu] = cpus();
  return `# The card, measured

Written by \`npm run bench:card\` on ${cpus().length} cores (${cpu?.model.trim() ?? 'unknown'}), Node ${process.versions.node}. Another machine gives other
milliseconds; what compares are the columns of times.

## A login with the card

Channel (all twelve steps), PIN and one signature: ${channel.commands} commands. Milliseconds of processor time, means of ${channel.rounds} logins, each batch beside
as much bare work through \`node:crypto\`. Aim: at most 1.5 times the numbers.

- Numbers: the powers of Diffie-Hellman and the RSA operations, on keys that are loaded already.
- Numbers, keys and messages: the same with those keys loaded that only the login brings, and triple DES over the channel's messages.

| side | whole | numbers | times | numbers, keys and messages | times |
|---|---:|---:|---:|---:|---:|
${side('card', channel.card)}
${side('client', channel.client)}

## Personalisation

${personalisation.perSecond.toFixed(0)} cards a second, one after the other, keys out of a filled pool, ${personalisation.cards} cards, SQLite with its writes forced to the disk; ${personalisation.processorMs.toFixed(0)} ms of
processor time each. Each has three signatures: its certificate and two security objects.

## Memory

${memory.cards.toLocaleString('en')} cards loaded out of their texts (${(memory.textBytes / 1024).toFixed(1)} KiB each) and laid into readers. Aim: under 200 MiB.

| | MiB |
|---|---:|
| objects | ${memory.heap.toFixed(0)} |
| their bytes | ${memory.bytes.toFixed(0)} |
| resident in all | ${memory.resident.toFixed(0)} |
`;
}
