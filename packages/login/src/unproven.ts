import type { AuthenticationRequest } from '@tessera/assurance';
import { aimOf, levelOf } from './levels.ts';
import type { Proof, Unproven } from './login.ts';

/** Where a login goes when its proof counts no more: to the card for who came with it, or else to the password. */
export function unproven(request: AuthenticationRequest, proof: Proof | null): Unproven {
  const aim = aimOf(request);
  const byCard = proof !== null && levelOf(proof.methods) === 3;
  return aim === null || byCard ? { step: 'choosing-card-way' } : { step: 'awaiting-password', aim };
}
