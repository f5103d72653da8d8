import { appendFileSync } from 'node:fs';
import type { Part } from '@tessera/testbed';
import { startDelivery } from '../delivery.ts';

/** A worker whose gateway is a file: what stands there has left the house, whatever happens to the worker. */
export default async function deliverToFile({ ground, input }: Part<{ readonly file: string }>): Promise<void> {
  const delivery = startDelivery(ground, [
    {
      kinds: ['sms', 'email'],
      deliver: async (_, { messageId }) => {
        appendFileSync(input.file, `${messageId}\n`);
        await new Promise((resolve) => setTimeout(resolve, 5));
        return {};
      },
    },
  ]);
  await delivery.settled();
  await delivery.stop();
}
