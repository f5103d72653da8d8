import { ageOn, birthdayAt, type CardSerial, type CivilDate, type Instant } from '@tessera/base';

/** On its way from the request to the citizen; revoked ends it from any of them (DSK-09). */
export type CardStatus = 'requested' | 'in-production' | 'shipped' | 'delivered' | 'revoked';

export interface IssuedCard {
  readonly serial: CardSerial;
  /** Numero identificativo servizi: twelve digits, read from the chip without a PIN. */
  readonly nis: string;
  readonly citizenId: string;
  /** Belfiore code of the comune that issued it. */
  readonly municipality: string;
  readonly status: CardStatus;
  readonly requestedAt: Instant;
  /** The last day on which the card is valid. */
  readonly expiresOn: CivilDate;
}

export type CardState = 'usable' | 'expired' | 'revoked' | 'not-yet-delivered';

/** What the card is good for today. Activation with the first half of the PUK works before delivery too (ACT-05). */
export function cardState(card: Pick<IssuedCard, 'status' | 'expiresOn'>, today: CivilDate): CardState {
  if (card.status === 'revoked') return 'revoked';
  if (today > card.expiresOn) return 'expired';
  return card.status === 'delivered' ? 'usable' : 'not-yet-delivered';
}

/**
 * The last day of a card requested today: ten years for adults, five from 3 to 17 years, three below, and then on
 * to the holder's next birthday.
 *
 * Source: DL 70/2011 article 10 paragraph 5 (years by age), DL 5/2012 article 7 (birthday).
 */
export function expiryOf(birthDate: CivilDate, requestedOn: CivilDate): CivilDate {
  const due = birthdayAt(requestedOn, yearsOfValidity(ageOn(birthDate, requestedOn)));
  const age = ageOn(birthDate, due);
  const birthday = birthdayAt(birthDate, age);
  return birthday === due ? due : birthdayAt(birthDate, age + 1);
}

function yearsOfValidity(age: number): number {
  if (age < 3) return 3;
  return age < 18 ? 5 : 10;
}
