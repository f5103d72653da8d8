import { atrOf } from '@tessera/chip';
import { connectToVpcd, type VpcdAddress } from '@tessera/readers';
import type { FaultBoard } from '../faults/fault-board.ts';
import type { Wallet } from './wallet.ts';

/**
 * Shows what lies on the sandbox's reader to pcscd, through the virtual reader of vsmartcard: programs that read cards by PC/SC see
 * it there. Returns how to take it away.
 */
export function shareReader(wallet: Wallet, faults: FaultBoard, address: VpcdAddress): () => Promise<void> {
  const link = connectToVpcd(address);
  let shown: string | null = null;
  const follow = async (): Promise<void> => {
    const [card, another] = faults.striking('reader-gone') === undefined ? await wallet.onReader() : [];
    const lying = another === undefined ? card : undefined;
    if ((lying?.serial ?? null) === shown) return;
    shown = lying?.serial ?? null;
    if (lying === undefined) return link.remove();
    const contact = wallet.contact(lying.serial, 'reader');
    link.insert({
      atr: atrOf(lying.maker),
      transmit: contact.transmit,
      reset: async () => {
        // Power off also follows a card that has gone.
        await contact.reset().catch(() => undefined);
      },
    });
  };
  let last = follow();
  const changed = (): void => {
    last = last.then(follow, follow);
  };
  const stops = [wallet.onMove(changed), faults.onChange(changed)];
  return async () => {
    for (const stop of stops) stop();
    await last.catch(() => undefined);
    await link.close();
  };
}
