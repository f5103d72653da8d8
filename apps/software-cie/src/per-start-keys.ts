import { createHmac } from 'node:crypto';
import type { Keys, Random } from '@tessera/base';

/** Tokens of this program's forms, under a key that is drawn at each start and kept nowhere: no page of an earlier start counts. */
export function perStartKeys(random: Random): Pick<Keys, 'digest'> {
  const key = random.bytes(32);
  return {
    digest: (purpose, ...parts) => {
      const mac = createHmac('sha256', key);
      for (const part of [purpose, ...parts]) {
        const bytes = Buffer.from(part);
        const length = Buffer.alloc(4);
        length.writeUInt32BE(bytes.length);
        mac.update(length).update(bytes);
      }
      return mac.digest();
    },
  };
}
