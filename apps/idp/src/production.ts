import { migrations as audit, createAuditTrail } from '@tessera/audit';
import { type Ground, systemClock, systemRandom } from '@tessera/base';
import { migrations as credentials } from '@tessera/credentials';
import { openSoftwareKeys } from '@tessera/keys';
import { migrations as login } from '@tessera/login';
import { type Channel, createOutbox, httpSmsChannel, migrations as messaging, smtpChannel } from '@tessera/messaging';
import { migrations as oidc } from '@tessera/oidc';
import { migrations as registry } from '@tessera/registry';
import { migrate, openDatabase } from '@tessera/storage';
import { z } from 'zod';

const MIGRATIONS = [audit, messaging, registry, credentials, login, oidc].flat();

/** What the identity provider reads from the environment beside the settings that all apps share. */
const Environment = z.object({
  DATABASE_URL: z.string().startsWith('postgres').optional(),
  TESSERA_DATA: z.string().default('.tessera'),
  TESSERA_KEYS: z.string().min(1),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(1).max(65_535),
  TESSERA_TRUSTED_PROXIES: z.string().default(''),
  TESSERA_REQUESTS_PER_MINUTE: z.coerce.number().int().positive().default(600),
  /** A JSON file: the services registered here and not through a federation. */
  TESSERA_SERVICES: z.string().optional(),
  TESSERA_SMTP_HOST: z.string().optional(),
  TESSERA_SMTP_PORT: z.coerce.number().int().default(465),
  TESSERA_SMTP_FROM: z.string().includes('@').optional(),
  TESSERA_SMS_URL: z.url({ protocol: /^https$/ }).optional(),
  TESSERA_SMS_AUTHORIZATION: z.string().optional(),
  TESSERA_SMS_FROM: z.string().default('CIE'),
});

export type ProductionSettings = Readonly<z.output<typeof Environment>>;

/** Throws one error that names every variable that is missing or wrong. */
export function productionSettings(environment: Readonly<Record<string, string | undefined>>): ProductionSettings {
  const read = Environment.safeParse(environment);
  if (read.success) return Object.freeze(read.data);
  const lines = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(`These settings are missing or wrong:\n${lines.join('\n')}`);
}

/** The real machine: its clock, its chance, its database with the schema of today, its keys. */
export async function productionGround(settings: ProductionSettings): Promise<Ground> {
  const [clock, random] = [systemClock, systemRandom];
  const { DATABASE_URL: url, TESSERA_DATA: folder } = settings;
  const database = await openDatabase(url === undefined ? { folder } : { url, folder });
  await migrate(database, MIGRATIONS);
  const keys = await openSoftwareKeys({ folder: settings.TESSERA_KEYS });
  const outbox = createOutbox({ keys, clock, random });
  return { database, keys, audit: createAuditTrail({ clock, random }), outbox, clock, random };
}

/** The ways out that are configured. Where there is none, another process delivers. */
export function deliveryChannels(settings: ProductionSettings): readonly Channel[] {
  const channels: Channel[] = [];
  const { TESSERA_SMTP_HOST: host, TESSERA_SMTP_PORT: port, TESSERA_SMTP_FROM: from, TESSERA_SMS_URL: url } = settings;
  if (host !== undefined && from !== undefined) {
    channels.push(smtpChannel({ host, port, security: 'tls', from: { name: 'CIE', address: from } }));
  }
  if (url !== undefined) {
    const { TESSERA_SMS_AUTHORIZATION: authorization, TESSERA_SMS_FROM: sender } = settings;
    const headers = authorization === undefined ? {} : { authorization };
    channels.push(httpSmsChannel({ url, headers, from: sender, honoursIdempotencyKey: false }));
  }
  return channels;
}
