import { z } from 'zod';
import { readEnvironment } from './environment.ts';
import type { AppSettings } from './settings.ts';

const httpsOrigin = z.string().refine((text) => {
  const url = URL.parse(text);
  return url !== null && url.protocol === 'https:' && url.origin === text;
}, 'must be an https origin such as https://portal.example.it, without a path');

/** A variable that holds JSON. */
const json = (example: string) =>
  z.string().transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue(`must be JSON such as ${example}`);
      return z.NEVER;
    }
  });

const HOURS_EXAMPLE = '{"it":"lunedì-venerdì, 9-18","en":"Monday to Friday, 9-18","de":"Montag bis Freitag, 9-18"}';
const hoursIn = z.string(`must name the hours in it, en and de: ${HOURS_EXAMPLE}`).min(1);

const Environment = z.object({
  TESSERA_ORIGIN: httpsOrigin,
  TESSERA_ADDRESSES: json('{"idp":"https://idp.example.it"}').pipe(z.record(z.string(), httpsOrigin)).prefault('{}'),
  TESSERA_AUTHORITY_NAME: z.string().min(1),
  TESSERA_HELP_DESK_PHONE: z.string().min(1),
  TESSERA_HELP_DESK_HOURS: json(HOURS_EXAMPLE).pipe(z.object({ it: hoursIn, en: hoursIn, de: hoursIn })),
});

/**
 * The settings of an app in production, read once and frozen. Throws one error that names every variable that is missing
 * or wrong: the start ends there. Plain http is refused, and the sandbox cannot be asked for.
 */
export function settingsFromEnvironment(environment: Readonly<Record<string, string | undefined>>): AppSettings {
  const data = readEnvironment(Environment, environment);
  return Object.freeze({
    origin: data.TESSERA_ORIGIN,
    addresses: Object.freeze(data.TESSERA_ADDRESSES),
    authorityName: data.TESSERA_AUTHORITY_NAME,
    helpDesk: Object.freeze({
      phone: data.TESSERA_HELP_DESK_PHONE,
      hours: Object.freeze(data.TESSERA_HELP_DESK_HOURS),
    }),
    sandbox: false,
  });
}
