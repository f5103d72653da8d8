import {
  fromUtf8,
  type Ground,
  type KeyPurpose,
  type Keys,
  type Outbox,
  type OutgoingMessage,
  type SealedPlace,
  timelyUuid,
  utf8,
} from '@tessera/base';
import { insertMessage, type WaitingMessage } from './outbox-store.ts';

/** What wakes those who deliver messages of a kind. */
export const topicOf = (kind: OutgoingMessage['kind']): string => `outbox-${kind}`;

/** Messages wait in a table, each sealed; halves of codes under the key of their side (promises 17, 19). */
export function createOutbox({ keys, clock, random }: Pick<Ground, 'keys' | 'clock' | 'random'>): Outbox {
  return {
    send: async (sql, message, { citizen = null, usefulUntil = null } = {}) => {
      const queuedAt = clock.now();
      const id = timelyUuid(random, queuedAt);
      const sealedUnder = keyFor(message);
      const payload = await keys.seal(sealedUnder, utf8(JSON.stringify(message)), placeOf(id));
      await insertMessage(sql, { id, kind: message.kind, sealedUnder, payload, citizen, queuedAt, usefulUntil });
      await sql.notify(topicOf(message.kind));
      return { messageId: id };
    },
  };
}

/** Throws NotOfThisPlace when the row was changed, KeysUnavailable when the keys are out of reach. */
export async function openMessage(
  keys: Keys,
  { id, payload, sealedUnder }: Pick<WaitingMessage, 'id' | 'payload' | 'sealedUnder'>,
): Promise<OutgoingMessage> {
  // Authenticated by the seal: nobody but `send` wrote it.
  return JSON.parse(fromUtf8(await keys.open(sealedUnder, payload, placeOf(id))));
}

function keyFor(message: OutgoingMessage): KeyPurpose {
  return message.kind === 'letter' && message.holds !== 'nothing-secret' ? message.holds : 'message';
}

const placeOf = (row: string): SealedPlace => ({ table: 'outbox', column: 'payload', row, version: 1 });
