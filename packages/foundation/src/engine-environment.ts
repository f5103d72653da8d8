import { z } from 'zod';
import { KeysEnvironment } from './open-keys.ts';

const address = z.string().regex(/^[^@\s]+@[^@\s]+$/, 'must be an e-mail address');

/** What every app with a database reads from the environment. */
export const EngineEnvironment = z.object({
  /** PostgreSQL; SQLite in `TESSERA_DATA` where it is absent. */
  DATABASE_URL: z.string().startsWith('postgres').optional(),
  TESSERA_DATA: z.string().default('.tessera'),
  ...KeysEnvironment.shape,
  /** Where the signed checkpoints of the audit trail go: another machine's folder. None are written where it is absent. */
  TESSERA_CHECKPOINTS: z.string().min(1).optional(),
  TESSERA_SMTP_HOST: z.string().optional(),
  TESSERA_SMTP_PORT: z.coerce.number().int().default(465),
  TESSERA_SMTP_FROM: address.optional(),
  TESSERA_SMS_URL: z.url({ protocol: /^https$/ }).optional(),
  TESSERA_SMS_AUTHORIZATION: z.string().optional(),
  TESSERA_SMS_FROM: z.string().default('CIE'),
  /** An SMS centre over SMPP with TLS; asked when the gateway above did not take a text, or alone. */
  TESSERA_SMPP_HOST: z.string().optional(),
  TESSERA_SMPP_PORT: z.coerce.number().int().default(3550),
  TESSERA_SMPP_SYSTEM_ID: z.string().default(''),
  TESSERA_SMPP_PASSWORD: z.string().default(''),
});

export type EngineSettings = Readonly<z.output<typeof EngineEnvironment>>;
