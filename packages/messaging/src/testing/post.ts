import { MINUTE, type OutgoingMessage } from '@tessera/base';
import { openTestbed, type Testbed } from '@tessera/testbed';
import { type Channel, NotSent, type Receipt } from '../channel.ts';
import { type Delivery, startDelivery } from '../delivery.ts';
import { migrations } from '../migrations.ts';
import { createOutbox } from '../outbox.ts';
import { type DeliveryStatus, deliveryStatus } from '../outbox-store.ts';

type Kind = OutgoingMessage['kind'];

/** A gateway that does what the test says, and remembers what it was handed. */
export interface ScriptedChannel extends Channel {
  readonly handed: { readonly text: string; readonly messageId: string }[];
  behave: () => Promise<Receipt | undefined>;
}

export function scripted(kinds: readonly Kind[], recognisesRepeats = false): ScriptedChannel {
  const channel: ScriptedChannel = {
    kinds,
    recognisesRepeats,
    handed: [],
    behave: async () => ({}),
    deliver: (message, { messageId }) => {
      channel.handed.push({ text: message.kind === 'letter' ? '' : message.text, messageId });
      return channel.behave();
    },
  };
  return channel;
}

export const down = () => Promise.reject(new NotSent('down'));
export const silent = () => Promise.reject(new Error('no answer'));

/** For `expect.poll`: a busy machine is no failure. */
export const SOON = { timeout: 20_000 };

/** A testbed with an outbox in its database, and workers that end with it. */
export interface Post {
  readonly bed: Testbed;
  start(...channels: readonly Channel[]): Delivery;
  sms(text: string): Promise<string>;
  email(text: string): Promise<string>;
  /** An SMS that is of use for ten minutes. */
  code(text: string): Promise<string>;
  status(messageId: string): Promise<DeliveryStatus | null>;
  acts(): Promise<string[]>;
  close(): Promise<void>;
}

export async function openPost(engine: Parameters<typeof openTestbed>[0]): Promise<Post> {
  const bed = await openTestbed(engine, { migrations });
  const running: Delivery[] = [];
  const outbox = createOutbox(bed);
  const send = async (message: OutgoingMessage, options?: { usefulUntil: number }): Promise<string> => {
    const { messageId } = await bed.database.transaction((sql) => outbox.send(sql, message, options));
    return messageId;
  };
  const sms = (text: string): OutgoingMessage => ({ kind: 'sms', to: '+393331234567', text });
  return {
    bed,
    start: (...channels) => {
      const delivery = startDelivery(bed, channels, (error) => {
        throw error;
      });
      running.push(delivery);
      return delivery;
    },
    sms: (text) => send(sms(text)),
    email: (text) => send({ kind: 'email', to: 'nome@posta.example', subject: 'Avviso', text }),
    code: (text) => send(sms(text), { usefulUntil: bed.clock.now() + 10 * MINUTE }),
    status: (messageId) => deliveryStatus(bed.database, messageId),
    acts: async () => (await bed.events()).map(({ act }) => act),
    close: async () => {
      await Promise.all(running.map((delivery) => delivery.stop()));
      await bed.close();
    },
  };
}
