import type { CardSerial, CivilDate, Ground } from '@tessera/base';
import { recordContacts } from '@tessera/credentials';
import { findMunicipality, type Identity, recordCard, registerCitizen } from '@tessera/registry';
import { drawCodes } from './code-half.ts';
import { receipt } from './letters.ts';

/** What the desk enters when a citizen asks for a card. */
export interface CardRequest {
  readonly citizen: Identity;
  /** Recorded here or never: they open activation and recovery (DSK-02, DSK-03). As `parsePhone` and `parseEmail` give them. */
  readonly contacts: { readonly phone?: string | undefined; readonly email?: string | undefined };
  /** Belfiore code of the comune; it is on record. */
  readonly municipality: string;
  /** Last day of validity, only where the rule by age does not say it. */
  readonly expiresOn?: CivilDate | undefined;
}

/**
 * The whole request in one transaction: citizen, card, codes, contacts, receipt (DSK-01 to DSK-05, DSK-11).
 *
 * Codes are drawn for every card, whatever the holder's age. Throws a RangeError for an unknown comune or citizen's
 * data that `registerCitizen` refuses.
 */
export async function requestCard(
  ground: Ground,
  request: CardRequest,
): Promise<{ readonly citizenId: string; readonly serial: CardSerial; readonly nis: string }> {
  return ground.database.transaction(async (sql) => {
    const municipality = await findMunicipality(sql, request.municipality);
    if (municipality === null) throw new RangeError('a comune that is not on record');
    const citizen = await registerCitizen(sql, ground, request.citizen);
    const card = await recordCard(sql, ground, {
      citizen,
      municipality: municipality.belfiore,
      expiresOn: request.expiresOn,
    });
    await recordContacts(sql, ground, citizen.id, request.contacts);
    const firstHalves = await drawCodes(sql, ground, card.serial);
    const letter = receipt({ citizen, card, municipality }, firstHalves);
    await ground.outbox.send(sql, letter, { citizen: citizen.id });
    await ground.audit.record(sql, {
      act: 'issuance.card-requested',
      rule: 'DSK-04',
      citizen: citizen.id,
      details: { serial: card.serial, municipality: municipality.belfiore },
    });
    return { citizenId: citizen.id, serial: card.serial, nis: card.nis };
  });
}
