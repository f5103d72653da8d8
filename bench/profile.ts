import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startOneTessera } from './contenders.ts';
import { load } from './load.ts';
import type { RelyingParty } from './relying-party.ts';

/** Where one process's time went while it signed people in at level 2: shares of the time in which it did something. */
export interface Profile {
  /** By package of ours, library, or part of Node; the largest first. */
  readonly packages: readonly Share[];
  readonly functions: readonly Share[];
}

export interface Share {
  readonly name: string;
  /** 0 to 1. */
  readonly share: number;
}

/** One more cell, by itself and after all that counts: being profiled costs time. SQLite, level 2, eight at once, no hashing. */
export async function takeProfile(party: RelyingParty, seconds: number): Promise<Profile> {
  const folder = mkdtempSync(join(tmpdir(), 'tessera-profile-'));
  const provider = await startOneTessera(party, { hashing: false, people: 250 * seconds }, folder);
  await load(8, seconds, () => provider.signIn(1));
  await load(8, seconds, () => provider.signIn(2));
  await provider.stop();
  const [file] = readdirSync(folder).filter((name) => name.endsWith('.cpuprofile'));
  return sharesOf(JSON.parse(readFileSync(join(folder, file ?? ''), 'utf8')) as CpuProfile, seconds * 1e6);
}

/** What V8 writes. */
interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
  }[];
  readonly samples: readonly number[];
  /** Microseconds before each sample. */
  readonly timeDeltas: readonly number[];
}

/** The end of the profile, so many microseconds of it: what comes before is the start and the warming up. */
export function sharesOf({ nodes, samples, timeDeltas }: CpuProfile, last: number): Profile {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const packages = new Map<string, number>();
  const functions = new Map<string, number>();
  const add = (to: Map<string, number>, name: string, time: number) => to.set(name, (to.get(name) ?? 0) + time);
  let left = last;
  let busy = 0;
  for (let at = samples.length - 1; at >= 0 && left > 0; at--) {
    const time = timeDeltas[at] ?? 0;
    left -= time;
    const frame = frames.get(samples[at] ?? 0);
    if (frame === undefined || frame.functionName === '(idle)') continue;
    busy += time;
    const part = partOf(frame.url) ?? (frame.functionName.startsWith('(') ? frame.functionName : 'native code of V8');
    add(packages, part, time);
    add(functions, `${frame.functionName || 'anonymous'} in ${part}`, time);
  }
  return { packages: largest(packages, busy), functions: largest(functions, busy) };
}

const largest = (times: ReadonlyMap<string, number>, busy: number): Share[] =>
  Array.from(times, ([name, time]) => ({ name, share: time / busy })).sort((a, b) => b.share - a.share);

function partOf(url: string): string | null {
  if (url.startsWith('node:')) return /^node:(?:internal\/)?_?[a-z0-9]+/.exec(url)?.[0].replace('internal/', '') ?? url;
  const [, library] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url) ?? [];
  const [, room] = /\/((?:packages|apps)\/[^/]+|bench)\//.exec(url) ?? [];
  return library ?? room ?? null;
}
