import { z } from 'zod';

/** What the service reads from the environment beside the settings that all apps share. */
const Environment = z.object({
  TESSERA_KEYS: z.string().min(1),
  /** A file with two private JWKs: `{"signing": {…, "alg": "RS256"}, "encryption": {…, "alg": "RSA-OAEP-256"}}`. */
  TESSERA_SERVICE_KEYS: z.string().min(1),
  TESSERA_ISSUER: z.url({ protocol: /^https$/ }),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(1).max(65_535),
  TESSERA_TRUSTED_PROXIES: z.string().default(''),
  TESSERA_REQUESTS_PER_MINUTE: z.coerce.number().int().positive().default(600),
});

export type ProductionSettings = Readonly<z.output<typeof Environment>>;

/** Throws one error that names every variable that is missing or wrong. */
export function productionSettings(environment: Readonly<Record<string, string | undefined>>): ProductionSettings {
  const read = Environment.safeParse(environment);
  if (read.success) return Object.freeze(read.data);
  const lines = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(`These settings are missing or wrong:\n${lines.join('\n')}`);
}
