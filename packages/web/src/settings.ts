import type { Language } from '@tessera/base';

/** What every app is told at start: read once, at the edge, and frozen. */
export interface AppSettings {
  /** Scheme, host and port that browsers use for this app, such as `http://localhost:4001`. No path, no closing slash. */
  readonly origin: string;
  /** Origins of the other apps by name: `portal`, `idp`, `service` … */
  readonly addresses: Readonly<Record<string, string>>;
  /** Whose name stands in the slim header. A real deployment puts the body's own. */
  readonly authorityName: string;
  /** When somebody answers is a sentence that is read: it stands in each language. */
  readonly helpDesk: { readonly phone: string; readonly hours: Readonly<Record<Language, string>> };
  /** Plain `http://localhost` stands for HTTPS here, and pages carry a banner. Production refuses it. */
  readonly sandbox: boolean;
}

/** True when browsers reach the app by HTTPS: its cookies are `__Host-` and Secure. */
export const isHttps = (settings: AppSettings): boolean => settings.origin.startsWith('https://');
