import { createAuditTrail, isTrailEmpty, keepCheckpoints } from '@tessera/audit';
import { type Ground, systemClock, systemRandom } from '@tessera/base';
import {
  type Channel,
  createOutbox,
  httpSmsChannel,
  smppChannel,
  smtpChannel,
  startDelivery,
} from '@tessera/messaging';
import { type EngineDatabase, migrate, openDatabase } from '@tessera/storage';
import type { EngineSettings } from './engine-environment.ts';
import { nationalMigrations } from './national-migrations.ts';
import { openKeys } from './open-keys.ts';

export interface Foundation {
  readonly ground: Ground;
  /** Finishes what was begun, and closes the database. */
  close(): Promise<void>;
}

/** The real machine: its clock, its chance, its database with the schema of today, its keys, its ways out. */
export async function layFoundation(
  settings: EngineSettings,
  onTrouble: (error: unknown) => void = () => {},
): Promise<Foundation> {
  const engines = { clock: systemClock, random: systemRandom };
  const database = await openDatabase({ url: settings.DATABASE_URL, folder: settings.TESSERA_DATA });
  await migrate(database, nationalMigrations);
  const { keys, close: closeKeys } = await keysFor(database, settings);
  const audit = createAuditTrail(engines);
  const ground: Ground = { database, keys, audit, outbox: createOutbox({ keys, ...engines }), ...engines };

  const channels = deliveryChannels(settings);
  // Where no channel is configured another process delivers.
  const delivery = channels.length === 0 ? null : startDelivery(ground, channels, onTrouble);
  const folder = settings.TESSERA_CHECKPOINTS;
  const stopCheckpoints = folder === undefined ? () => {} : keepCheckpoints(ground, { folder, failed: onTrouble });
  return {
    ground,
    close: async () => {
      await stopCheckpoints();
      await delivery?.stop();
      await database.close();
      closeKeys();
    },
  };
}

/** Where anything was done, keys were there: a folder without any is then a lost one, and new keys would find nobody. */
async function keysFor(database: EngineDatabase, settings: EngineSettings): ReturnType<typeof openKeys> {
  try {
    return await openKeys(settings, { mayBegin: await isTrailEmpty(database) });
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** In the order in which they are asked. */
function deliveryChannels(settings: EngineSettings): readonly Channel[] {
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
  const centre = settings.TESSERA_SMPP_HOST;
  if (centre !== undefined) {
    const { TESSERA_SMPP_SYSTEM_ID: systemId, TESSERA_SMPP_PASSWORD: password, TESSERA_SMS_FROM: sender } = settings;
    const { TESSERA_SMPP_PORT: centrePort } = settings;
    channels.push(smppChannel({ host: centre, port: centrePort, tls: true, systemId, password, from: sender }));
  }
  return channels;
}
