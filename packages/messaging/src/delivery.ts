import { type Ground, type Keys, KeysUnavailable, MINUTE, NotOfThisPlace, type OutgoingMessage } from '@tessera/base';
import type { Channel } from './channel.ts';
import { handOver, type Outcome } from './hand-over.ts';
import { Line } from './line.ts';
import { type NextStep, nextStep } from './next-step.ts';
import { openMessage, topicOf } from './outbox.ts';
import {
  giveUp,
  type MessageKind,
  markDelivered,
  markSent,
  markUndelivered,
  postpone,
  takeDue,
  type WaitingMessage,
} from './outbox-store.ts';

/** The workers that carry messages from the outbox to the channels; each node may run them. */
export interface Delivery {
  /** Takes nothing more, and resolves when what was begun is done. */
  stop(): Promise<void>;
  /** Resolves when nothing is being handed over and nothing is due. */
  settled(): Promise<void>;
}

type DeliveryGround = Pick<Ground, 'database' | 'keys' | 'audit' | 'clock'>;

/** Longer than any try lasts. Afterwards the worker that took the message is taken for dead. */
const LEASE = 3 * MINUTE;

/** What the promises and the attack list ask of each kind. */
const RULES: Readonly<Record<MessageKind, string>> = { sms: 'T-INF-06', email: 'T-INF-07', letter: 'DSK-06' };

/**
 * Starts delivering. Kinds that no channel serves stay in the outbox.
 *
 * `onTrouble` hears what kept a worker from its work, such as a lost database; it goes on a second later.
 */
export function startDelivery(
  ground: DeliveryGround,
  channels: readonly Channel[],
  onTrouble: (error: unknown) => void = () => {},
): Delivery {
  const kinds = [...new Set(channels.flatMap((channel) => channel.kinds))];
  const lines = kinds.map((kind) => lineOf(ground, kind, channels, onTrouble));
  const endListening = kinds.map((kind, at) => ground.database.listen(topicOf(kind), () => lines[at]?.wake()));
  // One after the other: a gateway's last word is the one that counts.
  let reports: Promise<unknown> = Promise.resolve();
  const endReports = channels.map((channel) =>
    channel.reports?.((reference, outcome) => {
      reports = reports.then(() => heed(ground, lines, reference, outcome)).catch(onTrouble);
    }),
  );
  return {
    settled: async () => {
      await Promise.all(lines.map((line) => line.settled()));
    },
    stop: async () => {
      for (const end of [...endListening, ...endReports]) end?.();
      await Promise.all(lines.map((line) => line.stop()));
      await reports;
      await Promise.all(channels.map((channel) => channel.close?.()));
    },
  };
}

/** Notes a gateway's report. It may have overtaken the note that the message was sent: then it waits for that. */
async function heed(
  ground: DeliveryGround,
  lines: readonly Line<WaitingMessage>[],
  reference: string,
  outcome: 'delivered' | 'undelivered',
): Promise<void> {
  if (await noteReport(ground, reference, outcome)) return;
  await Promise.all(lines.map((line) => line.handsFree()));
  await noteReport(ground, reference, outcome);
}

function lineOf(
  ground: DeliveryGround,
  kind: MessageKind,
  channels: readonly Channel[],
  onTrouble: (error: unknown) => void,
): Line<WaitingMessage> {
  const ofKind = channels.filter((channel) => channel.kinds.includes(kind));
  return new Line({
    take: (limit) => {
      const now = ground.clock.now();
      return takeDue(ground.database, { kind, now, leaseEndsAt: now + LEASE, limit });
    },
    work: (waiting) => deliver(ground, waiting, ofKind),
    onTrouble,
  });
}

/** One try, and the note of how it ended. */
async function deliver(ground: DeliveryGround, waiting: WaitingMessage, channels: readonly Channel[]): Promise<void> {
  const { keys, clock } = ground;
  if (waiting.usefulUntil !== null && clock.now() >= waiting.usefulUntil)
    return note(ground, waiting, { step: 'give-up', why: 'too-late' }, nothing('not-sent', 'too late'));
  const opened = await openOrSay(keys, waiting);
  const outcome = 'kind' in opened ? await handOver(opened, waiting, channels) : opened;
  const next = nextStep(waiting, outcome.attempt, outcome.recognisesRepeats, clock.now());
  return note(ground, waiting, next, outcome);
}

/** The message, or why it cannot be read: for now, when the key service is out of reach; for ever, when the row was changed. */
async function openOrSay(keys: Keys, waiting: WaitingMessage): Promise<OutgoingMessage | Outcome> {
  try {
    return await openMessage(keys, waiting);
  } catch (error) {
    if (error instanceof NotOfThisPlace) return nothing('refused', 'changed in the database');
    if (error instanceof KeysUnavailable) return nothing('not-sent', 'keys out of reach');
    throw error;
  }
}

/** No channel was asked. */
const nothing = (attempt: 'not-sent' | 'refused', reason: string): Outcome => ({
  attempt,
  reason,
  receipt: {},
  recognisesRepeats: false,
});

async function note(
  { database, audit, clock }: DeliveryGround,
  { id, kind, citizen, tries }: WaitingMessage,
  next: NextStep,
  { attempt, reason, receipt }: Outcome,
): Promise<void> {
  const at = clock.now();
  const event = (act: string, details: Readonly<Record<string, string | number>>) => ({
    act,
    rule: RULES[kind],
    ...(citizen === null ? {} : { citizen }),
    details: { message: id, kind, tries, ...details },
  });
  await database.transaction(async (sql) => {
    switch (next.step) {
      case 'sent': {
        const { reference = null, delivered = false } = receipt;
        if (await markSent(sql, id, { at, reference, deliveredAt: delivered ? at : null }))
          await audit.record(sql, event('messaging.sent', {}));
        return;
      }
      case 'try-again':
        await postpone(sql, id, next.at, attempt === 'unknown' ? 0 : 1);
        await audit.record(sql, event('messaging.postponed', { attempt, reason }));
        return;
      case 'give-up':
        if (await giveUp(sql, id, at, next.why))
          await audit.record(sql, event('messaging.given-up', { why: next.why, reason }));
        return;
    }
  });
}

/** False when no message waits for this report. */
async function noteReport(
  { database, audit, clock }: DeliveryGround,
  reference: string,
  outcome: 'delivered' | 'undelivered',
): Promise<boolean> {
  const mark = outcome === 'delivered' ? markDelivered : markUndelivered;
  return database.transaction(async (sql) => {
    const message = await mark(sql, reference, clock.now());
    if (message === null) return false;
    await audit.record(sql, { act: `messaging.${outcome}`, rule: 'T-INF-06', details: { message } });
    return true;
  });
}
