import { hex } from '@tessera/base';
import type { CardCertificateCheck } from '@tessera/pki';
import type { CardOptions } from '../card/card-options.ts';

/** A card check that knows the certificates it was told of, in place of an authority. */
export interface KnownCards {
  readonly check: CardOptions['check'];
  know(der: Uint8Array, checked: CardCertificateCheck): void;
  /** Certificates asked for, in hexadecimal. */
  readonly asked: readonly string[];
}

export function knownCards(): KnownCards {
  const known = new Map<string, CardCertificateCheck>();
  const asked: string[] = [];
  return {
    asked,
    know: (der, checked) => {
      known.set(hex(der), checked);
    },
    check: async (der) => {
      asked.push(hex(der));
      return known.get(hex(der)) ?? { outcome: 'not-ours' };
    },
  };
}
