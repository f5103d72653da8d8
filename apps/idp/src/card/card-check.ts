import type { Clock } from '@tessera/base';
import { checkCardCertificate, type RevocationStatus } from '@tessera/pki';
import type { CardOptions } from './card-options.ts';

/** The card authority's check, with what this deployment trusts and where it asks. */
export const cardCheck =
  (against: {
    readonly clock: Clock;
    /** Root and issuing certificates, DER, as they are now. */
    readonly trust: () => readonly Uint8Array[] | Promise<readonly Uint8Array[]>;
    readonly status: RevocationStatus;
  }): CardOptions['check'] =>
  async (der) => {
    const { clock, trust, status } = against;
    return checkCardCertificate(der, { trust: await trust(), at: clock.now(), status });
  };
