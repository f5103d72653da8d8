import { isAbsolute, join } from 'node:path';
import { parseArgs } from 'node:util';

/** Everything a start depends on, read once from the command line and the environment. */
export interface SandboxSettings {
  /** Where the control panel stands; the other apps take the ports after it. 0 takes free ports anywhere. */
  readonly port: number;
  readonly dataFolder: string;
  /** `postgres://…` for PostgreSQL; null for SQLite in the data folder. */
  readonly databaseUrl: string | null;
  /** Null: the seed that the data were made with, or 1 on the first start. */
  readonly seed: number | null;
  /** Start over: what earlier runs left is deleted. */
  readonly fresh: boolean;
  /** Where pcscd's virtual reader listens on this machine: it is shown what lies on the sandbox's reader. Null shows it nothing. */
  readonly vpcd: { readonly host: string; readonly port: number } | null;
  /** A file with the exponent by which the readers of other software certify themselves: new cards believe them. */
  readonly terminalExponentFile: string | null;
  /** Open the control panel in a browser once it is ready. */
  readonly open: boolean;
}

export type Reading =
  | { readonly outcome: 'start'; readonly settings: SandboxSettings }
  | { readonly outcome: 'help' }
  | { readonly outcome: 'wrong'; readonly problem: string };

export const FIRST_SEED = 1;
const PORT_MAX = 65_535;
const SEED_MAX = 4_294_967_295;

export const USAGE = `Usage: npm start -- [options]

  --fresh      start over: delete what earlier runs left, then seed again
  --seed N     the same number gives the same people (default: ${FIRST_SEED}, or the seed of the data)
  --open       open the control panel in a browser
  --help       this text

Environment
  TESSERA_PORT   port of the control panel (default 4000); the other apps take the ports after it
  TESSERA_DATA   folder of the data (default .tessera)
  TESSERA_VPCD   127.0.0.1:35963 to show the sandbox's reader to pcscd through vsmartcard's virtual reader
  TESSERA_TERMINAL_EXPONENT   a file: new cards believe readers that certify themselves with this private exponent
                 (docs/operating/official-middleware.md)
  DATABASE_URL   postgres://… to use PostgreSQL instead of the embedded SQLite

Examples
  npm start
  npm start -- --fresh --seed 7
  TESSERA_PORT=5000 TESSERA_DATA=/tmp/country npm start -- --open
`;

/** Reads the words after the command, and the environment. `root` is where a relative data folder begins. */
export function readSettings(args: readonly string[], environment: NodeJS.ProcessEnv, root: string): Reading {
  const flags = readFlags(args);
  if (typeof flags === 'string') return { outcome: 'wrong', problem: flags };
  if (flags.help) return { outcome: 'help' };
  const port = wholeNumber(environment['TESSERA_PORT'] || '4000', PORT_MAX);
  if (port === null)
    return wrong(`TESSERA_PORT is "${environment['TESSERA_PORT']}": give a port from 0 to ${PORT_MAX}.`);
  const seed = flags.seed === undefined ? null : wholeNumber(flags.seed, SEED_MAX);
  if (flags.seed !== undefined && seed === null) {
    return wrong(`--seed is "${flags.seed}": give a whole number from 0 to ${SEED_MAX}.`);
  }
  const databaseUrl = environment['DATABASE_URL'] || null;
  if (databaseUrl !== null && !/^postgres(?:ql)?:\/\//.test(databaseUrl)) {
    return wrong('DATABASE_URL must begin with postgres:// (leave it out for the embedded SQLite).');
  }
  const vpcd = readVpcd(environment['TESSERA_VPCD'] || '');
  if (vpcd === 'wrong')
    return wrong(
      `TESSERA_VPCD is "${environment['TESSERA_VPCD']}": give 127.0.0.1 and a port, such as 127.0.0.1:35963.`,
    );
  const folder = environment['TESSERA_DATA'] || '.tessera';
  const dataFolder = isAbsolute(folder) ? folder : join(root, folder);
  const terminalExponentFile = environment['TESSERA_TERMINAL_EXPONENT'] || null;
  const settings = {
    port,
    dataFolder,
    databaseUrl,
    seed,
    vpcd,
    terminalExponentFile,
    fresh: flags.fresh,
    open: flags.open,
  };
  return { outcome: 'start', settings: Object.freeze(settings) };
}

/** Null for the empty text: a card is shown to this machine alone. */
function readVpcd(text: string): SandboxSettings['vpcd'] | 'wrong' {
  if (text === '') return null;
  const [, host = '', port = ''] = /^(127\.0\.0\.1|localhost):(\d{1,5})$/.exec(text) ?? [];
  const number = wholeNumber(port, PORT_MAX);
  return number === null || number === 0 ? 'wrong' : { host, port: number };
}

interface Flags {
  readonly help: boolean;
  readonly fresh: boolean;
  readonly open: boolean;
  readonly seed: string | undefined;
}

/** The flags, or the sentence that says which word is not one. */
function readFlags(args: readonly string[]): Flags | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        fresh: { type: 'boolean', default: false },
        open: { type: 'boolean', default: false },
        seed: { type: 'string' },
      },
    });
    return { help: values.help, fresh: values.fresh, open: values.open, seed: values.seed };
  } catch (error) {
    // parseArgs throws TypeErrors whose first sentence names the word; the rest is advice for programmers.
    return error instanceof TypeError ? (error.message.split('. ')[0] ?? error.message) : String(error);
  }
}

const wrong = (problem: string): Reading => ({ outcome: 'wrong', problem });

/** Decimal digits only, up to `max`; null for anything else. */
function wholeNumber(text: string, max: number): number | null {
  if (!/^\d{1,10}$/.test(text)) return null;
  const number = Number(text);
  return number <= max ? number : null;
}
