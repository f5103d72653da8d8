// npm run bench [-- --rounds 4 --seconds 4 --quick]: measures, compares in one run, and writes bench/RESULTS.md.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { measureActivations } from './activations.ts';
import { bundleProviders, CLIENT_CORE } from './children.ts';
import { startOneTessera } from './contenders.ts';
import { measureFloor } from './floor.ts';
import { takeProfile } from './profile.ts';
import { createRelyingParty } from './relying-party.ts';
import { report } from './report.ts';
import { measureSignIns, type Plan } from './sign-ins.ts';

const { values: flags } = parseArgs({
  options: {
    rounds: { type: 'string', default: '4' },
    seconds: { type: 'string', default: '4' },
    quick: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (flags.help) {
  console.log(`npm run bench [-- options]

  --rounds N     rounds, the providers alternating in each (4)
  --seconds N    seconds of each cell (4)
  --quick        one short round at 8 at once, to see that it runs; writes nothing

Traffic stays on the loopback. Linux with two cores or more, taskset (util-linux). About 20 minutes.`);
  process.exit(0);
}

const plan: Plan = flags.quick
  ? { rounds: 1, seconds: 2, atOnce: [8] }
  : { rounds: Number(flags.rounds), seconds: Number(flags.seconds), atOnce: [1, 8, 32] };
if (!(plan.rounds >= 1 && plan.seconds >= 1)) {
  console.error('--rounds and --seconds take whole numbers from 1.');
  process.exit(2);
}

// The load client keeps to its own core: what it spends is not the provider's.
execFileSync('taskset', ['-a', '-p', '-c', CLIENT_CORE, String(process.pid)], { stdio: 'ignore' });

const floor = measureFloor();
console.log(
  `floor: ${floor.level2.toFixed(2)} ms of CPU for level 2, ${floor.argon2id.toFixed(1)} ms more with argon2id`,
);
await bundleProviders();
const party = createRelyingParty('https://servizio.bench.example');
// The first start after a change builds the pages' scripts and styles: whoever is measured has not.
await (await startOneTessera(party, { hashing: false, people: 0 })).stop();
const cells = [...(await measureSignIns(party, false, plan)), ...(await measureSignIns(party, true, plan))];
const activations = await measureActivations(flags.quick ? [1_000, 10_000] : [1_000, 10_000, 100_000, 1_000_000]);
const profile = await takeProfile(party, flags.quick ? 4 : 10);

const page = report({ floor, cells, activations, profile, plan });
if (flags.quick) console.log(page);
else writeFileSync('bench/RESULTS.md', page);
process.exit(0);
