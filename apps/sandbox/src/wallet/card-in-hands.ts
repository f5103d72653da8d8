import { civilDateAt, type Ground } from '@tessera/base';
import { type CardStatus, cardState, findCard } from '@tessera/registry';
import type { Resident } from '../people/people.ts';
import type { Chip } from '../world/chip-store.ts';

/** A card as whoever holds it sees it, with what the registry says of it. */
export interface CardInHands {
  readonly serial: string;
  readonly nis: string;
  readonly resident: Resident;
  readonly status: CardStatus | 'expired';
  /** Null while the card is being made. */
  readonly chip: Chip | null;
}

/** Cards of these people, in their order. */
export async function cardsInHands(
  { database, clock }: Pick<Ground, 'database' | 'clock'>,
  people: readonly Resident[],
  chips: readonly Chip[],
): Promise<CardInHands[]> {
  const made = new Map(chips.map((chip) => [chip.serial, chip]));
  const today = civilDateAt(clock.now());
  const cards: CardInHands[] = [];
  for (const resident of people) {
    const { serial, nis } = resident.card;
    const issued = await findCard(database, serial);
    // A reset takes the registry's card away a moment before its owner.
    if (issued === null) continue;
    const status = cardState(issued, today) === 'expired' ? 'expired' : issued.status;
    cards.push({ serial, nis, resident, status, chip: made.get(serial) ?? null });
  }
  return cards;
}
