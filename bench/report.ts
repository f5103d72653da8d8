import { cpus } from 'node:os';
import type { ActivationCell } from './activations.ts';
import type { ContenderName } from './contenders.ts';
import type { Floor } from './floor.ts';
import { median } from './load.ts';
import type { Profile, Share } from './profile.ts';
import type { Cell, Plan } from './sign-ins.ts';

export interface Measured {
  readonly floor: Floor;
  readonly cells: readonly Cell[];
  readonly activations: readonly ActivationCell[];
  readonly profile: Profile;
  readonly plan: Plan;
}

type Key = Pick<Cell, 'hashing' | 'level' | 'atOnce'>;

/** The page: what was compared, the ratios against the aims, and the absolute figures for whoever wants them. */
export function report(measured: Measured): string {
  const { floor, plan } = measured;
  return [
    '# Measured',
    '',
    `Written by \`npm run bench\`. ${cpus()[0]?.model ?? 'CPU'}, ${cpus().length} cores, Node ${process.versions.node}; provider (and PostgreSQL) on one core, load`,
    `client on another; ${plan.rounds} rounds of ${plan.seconds} seconds a cell, the providers alternating within each round. Machines are noisy: read the ratios, which`,
    'are medians of the ratios within each round. Tessera is durable (fsync) and audited throughout; `oidc-provider` keeps everything in memory.',
    'Neither writes a log of its requests.',
    '',
    `Floor (bare cryptography of one sign-in, RS256, through node:crypto): level 1 ${ms(floor.level1)}, level 2 ${ms(floor.level2)}, argon2id ${ms(floor.argon2id)} more.`,
    '',
    '## Against the aims',
    '',
    ...table(['aim (hashing excluded unless named)', 'wanted', 'measured', ''], aims(measured).map(aimRow)),
    '',
    ...missed(measured),
    '',
    '## Sign-ins',
    '',
    ...signInTable(measured),
    '',
    '## Activation as the country grows',
    '',
    ...activationTable(measured.activations),
    '',
    '## Where the time goes',
    '',
    'A profile of one more cell, by itself: level 2 on SQLite, eight at once, hashing excluded. Shares of the time in which the process did',
    'something; waiting for the disk in `commit` counts as doing, for the thread stands still. Being profiled is not free: read the shares.',
    '',
    ...shares('part', measured.profile.packages, 16),
    '',
    ...shares('function', measured.profile.functions, 12),
    '',
    '## What is compared with what',
    '',
    'Each sign-in is whole: signed request object, PKCE, login page, code page (level 2), consent page, `private_key_jwt`, signed ID token, signed access',
    'token, signed and encrypted UserInfo, which the load client decrypts. The peer is `oidc-provider` with its in-memory adapter and pages of a few bytes. Its',
    'UserInfo takes opaque access tokens only, so the profile’s `at+jwt` is signed by it and thrown away. "Hashing excluded" leaves argon2id out on both',
    'sides. CPU is user and system time of the provider’s process (and of PostgreSQL’s, reported together) for one sign-in.',
    '',
  ].join('\n');
}

/** What was wanted, and what came of it. */
interface Aim {
  readonly name: string;
  readonly atMost: boolean;
  readonly wanted: number;
  /** NaN where it was not measured. */
  readonly measured: number;
}

const atLeast = (name: string, wanted: number, measured: number): Aim => ({ name, atMost: false, wanted, measured });
const atMost = (name: string, wanted: number, measured: number): Aim => ({ name, atMost: true, wanted, measured });
const isMet = ({ atMost: most, wanted, measured }: Aim): boolean => (most ? measured <= wanted : measured >= wanted);

function aims({ cells, floor, activations }: Measured): Aim[] {
  const sqlite: ContenderName = 'Tessera on SQLite';
  const key = (level: 1 | 2, atOnce: number, hashing = false): Key => ({ hashing, level, atOnce });
  const most = Math.max(...cells.map((cell) => cell.atOnce));
  const middle = cells.some((cell) => cell.atOnce === 8) ? 8 : most;
  const tail = ratio(cells, key(2, most), sqlite, (own) => own.p99 / own.p50);
  const memory = Math.max(
    ...cells.filter((cell) => cell.provider === sqlite && !cell.hashing).map((cell) => cell.memory),
  );
  const errors = cells.filter((cell) => cell.provider !== 'oidc-provider').flatMap((cell) => cell.errors).length;
  const growth = (activations.at(-1)?.cpu ?? Number.NaN) / (activations[0]?.cpu ?? Number.NaN);
  const cpu = (level: 1 | 2, provider: ContenderName, hashing = false) =>
    ratio(
      cells,
      key(level, middle, hashing),
      provider,
      (own) => (own.cpu + own.databaseCpu) / floorOf(floor, level, hashing),
    );
  const rate = (level: 1 | 2) =>
    ratio(cells, key(level, middle), sqlite, (own, peer) => own.perSecond / peer.perSecond);
  return [
    atLeast('level 2, rate against oidc-provider', 2.5, rate(2)),
    atLeast('level 1, rate against oidc-provider', 2.5, rate(1)),
    atMost('level 2 on SQLite, CPU against the floor', 2.2, cpu(2, sqlite)),
    atMost('level 2 with argon2id, CPU against its floor', 1.25, cpu(2, sqlite, true)),
    atMost('level 2 on PostgreSQL, both CPU against the floor', 4, cpu(2, 'Tessera on PostgreSQL')),
    atMost(`level 2, p99 against p50 at ${most} at once`, 2, tail),
    atMost('errors of Tessera in all cells', 0, errors),
    atMost('memory of the provider after load, MiB', 150, memory),
    atMost('activation, CPU with most citizens against fewest', 1.2, growth),
  ];
}

function aimRow(aim: Aim): string[] {
  const { name, atMost: most, wanted, measured } = aim;
  const verdict = Number.isNaN(measured) ? 'not measured' : isMet(aim) ? 'met' : '**missed**';
  return [name, `${most ? '≤' : '≥'} ${wanted}`, Number.isNaN(measured) ? '–' : figure(measured), verdict];
}

const figure = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(2));

/** By how much an aim was missed, and what the profile says about it. */
function missed(measured: Measured): string[] {
  const short = aims(measured).filter((aim) => !Number.isNaN(aim.measured) && !isMet(aim));
  if (short.length === 0) return ['Every aim that was measured is met.'];
  const largest = measured.profile.packages
    .slice(0, 6)
    .map(({ name, share }) => `${name} ${(100 * share).toFixed(0)} %`);
  return [
    'Missed, and by how much:',
    '',
    ...short.map(({ name, atMost: most, wanted, measured: value }) => {
      const times = most ? value / wanted : wanted / value;
      return `- ${name}: ${figure(value)} where ${most ? 'at most' : 'at least'} ${wanted} is wanted${wanted === 0 ? '' : `, short by a factor of ${times.toFixed(2)}`}.`;
    }),
    '',
    `The profile below says where the time of a sign-in at level 2 goes; the largest parts: ${largest.join(', ')}.`,
  ];
}

const floorOf = (floor: Floor, level: 1 | 2, hashing: boolean): number =>
  (level === 1 ? floor.level1 : floor.level2) + (hashing ? floor.argon2id : 0);

/** Median over the rounds of a figure of one provider, with the peer's cell of the same round beside it. */
function ratio(
  cells: readonly Cell[],
  key: Key,
  provider: ContenderName,
  of: (own: Cell, peer: Cell) => number,
): number {
  const same = cells.filter(
    (cell) => cell.hashing === key.hashing && cell.level === key.level && cell.atOnce === key.atOnce,
  );
  return median(
    same
      .filter((cell) => cell.provider === provider)
      .flatMap((own) => {
        const peer = same.find((cell) => cell.provider === 'oidc-provider' && cell.round === own.round);
        return peer === undefined ? [] : [of(own, peer)];
      }),
  );
}

function signInTable({ cells, floor }: Measured): string[] {
  const rows = new Map<string, Cell[]>();
  for (const cell of cells) {
    const name = [cell.hashing ? 'argon2id' : 'excluded', cell.level, cell.atOnce, cell.provider].join('|');
    rows.set(name, [...(rows.get(name) ?? []), cell]);
  }
  return table(
    [
      'hashing',
      'level',
      'at once',
      'provider',
      'sign-ins/s',
      'p50 ms',
      'p99 ms',
      'CPU ms',
      'of it PostgreSQL',
      '÷ floor',
      '÷ peer’s rate',
      'MiB',
      'errors',
    ],
    [...rows.values()].map((same) => {
      const [first] = same;
      if (first === undefined) return [];
      const of = (figure: (cell: Cell) => number) => median(same.map(figure));
      const cpu = of((cell) => cell.cpu + cell.databaseCpu);
      return [
        first.hashing ? 'argon2id' : 'excluded',
        String(first.level),
        String(first.atOnce),
        first.provider,
        of((cell) => cell.perSecond).toFixed(0),
        of((cell) => cell.p50).toFixed(0),
        of((cell) => cell.p99).toFixed(0),
        cpu.toFixed(2),
        first.provider === 'Tessera on PostgreSQL' ? of((cell) => cell.databaseCpu).toFixed(2) : '–',
        (cpu / floorOf(floor, first.level, first.hashing)).toFixed(1),
        ratio(cells, first, first.provider, (own, peer) => own.perSecond / peer.perSecond).toFixed(2),
        of((cell) => cell.memory).toFixed(0),
        String(same.flatMap((cell) => cell.errors).length),
      ];
    }),
  );
}

const activationTable = (cells: readonly ActivationCell[]): string[] =>
  table(
    ['citizens', 'wizards/s (one process, 8 at once, hashing excluded)', 'p50 ms', 'p99 ms', 'CPU ms', 'errors'],
    cells.map((cell) => [
      cell.citizens.toLocaleString('en'),
      cell.perSecond.toFixed(0),
      cell.p50.toFixed(0),
      cell.p99.toFixed(0),
      cell.cpu.toFixed(2),
      String(cell.errors.length),
    ]),
  );

const shares = (what: string, all: readonly Share[], most: number): string[] =>
  table(
    [what, 'share'],
    all.slice(0, most).map(({ name, share }) => [name, `${(100 * share).toFixed(1)} %`]),
  );

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

const ms = (value: number): string => `${value.toFixed(2)} ms`;
