import { z } from 'zod';

/** The values of a schema's variables. Throws one error that names every variable that is missing or wrong: the start ends there. */
export function readEnvironment<Schema extends z.ZodType>(
  schema: Schema,
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<z.output<Schema>> {
  const read = schema.safeParse(environment);
  if (read.success) return Object.freeze(read.data);
  const lines = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(`These settings are missing or wrong:\n${lines.join('\n')}`);
}

/** Where a server listens, and how much of one address it bears. */
export const ServerEnvironment = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(1).max(65_535),
  /** Addresses or networks, separated by commas, whose `X-Forwarded-For` is believed. */
  TESSERA_TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform((list) => list.split(',').filter((proxy) => proxy !== '')),
  TESSERA_REQUESTS_PER_MINUTE: z.coerce.number().int().positive().default(600),
});
