// npm run bench:card: a login with the card beside its bare arithmetic, cards made per second, memory of ten thousand. Writes
// bench/RESULTS-card.md.
import { writeFileSync } from 'node:fs';
import { measureMemory } from './card-memory.ts';
import { measureChannel } from './channel.ts';
import { measurePersonalisation } from './personalisation.ts';
import { cardReport } from './report.ts';

if (globalThis.gc === undefined)
  throw new Error('start it with "npm run bench:card": memory is counted after a collection');

const channel = await measureChannel();
const personalisation = await measurePersonalisation();
const memory = measureMemory();
const page = cardReport({ channel, personalisation, memory });
writeFileSync('bench/RESULTS-card.md', page);
console.log(page);
