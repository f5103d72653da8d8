import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { AppSettings } from '@tessera/web';
import { z } from 'zod';

export const DEFAULT_PORT = 4490;

/** What an installation says, once, in one file; the environment goes before it. */
export interface SoftwareCieSettings {
  readonly app: AppSettings;
  readonly port: number;
  readonly provider: string;
  /** Path of the terminal's file. */
  readonly terminal: string;
  /** Where pairings are kept. */
  readonly folder: string;
}

/** HTTPS, or a provider under development on this very computer. */
const origin = z.string().refine((text) => {
  const url = URL.parse(text);
  if (url === null || url.origin !== text) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && ['localhost', '127.0.0.1'].includes(url.hostname));
}, 'must be an https origin such as https://idp.example.it, without a path');

const SettingsFile = z.strictObject({
  provider: origin,
  /** Beside the settings' own file, unless it is absolute. */
  terminal: z.string().min(1),
  port: z.coerce.number().int().min(1024).max(65_535).default(DEFAULT_PORT),
  folder: z.string().min(1).optional(),
  portal: origin.optional(),
  authorityName: z.string().min(1),
  helpDesk: z.strictObject({
    phone: z.string().min(1),
    hours: z.strictObject({ it: z.string(), en: z.string(), de: z.string() }),
  }),
});

/** The message has a line for each thing that is missing or wrong. */
export class SettingsIncomplete extends Error {
  override readonly name = 'SettingsIncomplete';
  /** Where they are looked for. */
  readonly file: string;

  constructor(file: string, lines: readonly string[]) {
    super(lines.join('\n'));
    this.file = file;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Throws SettingsIncomplete. */
export function readSettings(environment: Environment): SoftwareCieSettings {
  const file = environment['TESSERA_CIE_SETTINGS'] ?? join(configFolder(environment), 'settings.json');
  const inFile: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const read = SettingsFile.safeParse(
    { ...(inFile as object), ...inEnvironment(environment) },
    { error: whatIsMissing },
  );
  if (!read.success) {
    const lines = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new SettingsIncomplete(file, lines);
  }
  const { provider, terminal, port, folder, portal, authorityName, helpDesk } = read.data;
  return Object.freeze({
    provider,
    port,
    terminal: resolve(dirname(file), terminal),
    folder: folder ?? dataFolder(environment),
    app: Object.freeze({
      origin: `http://127.0.0.1:${port}`,
      addresses: portal === undefined ? {} : { portal },
      authorityName,
      helpDesk,
      sandbox: false,
    }),
  });
}

const whatIsMissing = ({ input }: { readonly input?: unknown }): string | undefined =>
  input === undefined ? 'missing' : undefined;

function inEnvironment(environment: Environment): object {
  const named = [
    ['provider', environment['TESSERA_CIE_PROVIDER']],
    ['terminal', environment['TESSERA_CIE_TERMINAL']],
    ['port', environment['TESSERA_CIE_PORT']],
    ['folder', environment['TESSERA_CIE_FOLDER']],
  ] as const;
  return Object.fromEntries(named.filter(([, value]) => value !== undefined));
}

const NAME = 'tessera-cie';

/** Where each system keeps a user's settings. Source: XDG Base Directory Specification for Linux. */
function configFolder(environment: Environment): string {
  if (process.platform === 'win32') return join(environment['APPDATA'] ?? homedir(), NAME);
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', NAME);
  return join(environment['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), NAME);
}

function dataFolder(environment: Environment): string {
  if (process.platform === 'linux')
    return join(environment['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), NAME, 'cards');
  return join(configFolder(environment), 'cards');
}
