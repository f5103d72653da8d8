import { readdirSync, readFileSync } from 'node:fs';

const MILLISECONDS_PER_TICK = 10; // Linux's USER_HZ is 100, fixed for programs.

/** Milliseconds of CPU, user and system, of a process, its living children and those that have ended. Linux only. */
export function cpuMilliseconds(pid: number): number {
  const own = statOf(pid);
  let ticks = own.ticks + own.ticksOfEnded;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const other = statOf(Number(name));
    if (other.parent === pid) ticks += other.ticks;
  }
  return ticks * MILLISECONDS_PER_TICK;
}

interface Stat {
  readonly parent: number;
  readonly ticks: number;
  readonly ticksOfEnded: number;
}

function statOf(pid: number): Stat {
  const stat = readIfThere(`/proc/${pid}/stat`);
  // The command's name, in parentheses, may hold blanks: count from behind it.
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const at = (field: number): number => fields[field] ?? 0;
  return { parent: at(1), ticks: at(11) + at(12), ticksOfEnded: at(13) + at(14) };
}

/** Proportional set size of one process, MiB. */
export function memoryMiB(pid: number): number {
  const pss = /^Pss:\s+(\d+) kB/m.exec(readIfThere(`/proc/${pid}/smaps_rollup`))?.[1];
  return pss === undefined ? Number.NaN : Number(pss) / 1024;
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // The process has ended.
  }
}
