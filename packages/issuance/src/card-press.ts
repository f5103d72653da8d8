import type { CardSerial } from '@tessera/base';
import type { CardState } from '@tessera/chip';

/** The machine that makes a card out of what was decided: it alone keeps the private keys and the whole codes, in the chip. */
export interface CardPress {
  /**
   * Makes the card; resolves when it lies there, finished. After a crash the same card may be asked for again, with the same keys
   * and certificate: the second takes the place of the first.
   */
  make(card: CardState, serial: CardSerial): Promise<void>;
}
