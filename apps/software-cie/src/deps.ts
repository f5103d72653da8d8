import type { Clock, Random } from '@tessera/base';
import type { AccessRequests } from './access/requests.ts';
import type { Desk } from './card/desk.ts';
import type { Pairings } from './pairing/pairings.ts';
import type { Provider } from './provider/provider.ts';

/** What this program's routes lean on. */
export interface SoftwareCieDeps {
  readonly desk: Desk;
  readonly pairings: Pairings;
  readonly provider: Provider;
  readonly requests: AccessRequests;
  readonly clock: Clock;
  readonly random: Random;
}
