import type { Script } from '@tessera/testbed';
import { type RenewedMaster, renewMasterKey } from '../renew-keys.ts';

/** One master key after the other, until somebody pulls the plug. Acknowledges what is done. */
const script: Script<{ readonly folder: string }, never> = async ({ input, acknowledge }) => {
  for (;;) {
    acknowledge(renewMasterKey(input) satisfies RenewedMaster);
    await new Promise((resolve) => setImmediate(resolve));
  }
};

export default script;
