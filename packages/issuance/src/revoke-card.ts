import type { CardSerial, Ground } from '@tessera/base';
import { revokeCertificateOf } from '@tessera/pki';
import { findCard, revokeIssuedCard } from '@tessera/registry';
import { forgetKeys } from './key-pool-store.ts';

export type RevocationReason = 'lost' | 'stolen' | 'deteriorated' | 'replaced' | 'deceased';

/**
 * Ends a card for good, from any status. Every door asks for the card's state as it is entered, so it is closed at
 * once everywhere (promise 6). `not-revocable` when there is no such card or it is revoked already.
 */
export async function revokeCard(
  ground: Ground,
  serial: CardSerial,
  reason: RevocationReason,
): Promise<'revoked' | 'not-revocable'> {
  return ground.database.transaction(async (sql) => {
    const card = await findCard(sql, serial);
    if (card === null || !(await revokeIssuedCard(sql, serial, ground.clock.now()))) return 'not-revocable';
    await revokeCertificateOf(sql, serial, ground.clock.now());
    await forgetKeys(sql, serial);
    await ground.audit.record(sql, {
      act: 'issuance.card-revoked',
      rule: 'promise 6',
      citizen: card.citizenId,
      details: { serial, reason },
    });
    return 'revoked';
  });
}
