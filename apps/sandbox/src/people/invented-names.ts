import { type Random, randomBelow } from '@tessera/base';
import type { Sex } from '@tessera/registry';

/** Stones and glass of a mosaic: nobody's parents, but everybody's first guess that these people do not exist. */
const GIVEN_NAMES: Readonly<Record<Sex, readonly string[]>> = {
  F: [
    'Acquamarina',
    'Ametista',
    'Calcedonia',
    'Corniola',
    'Ematite',
    'Fluorite',
    'Giadeite',
    'Labradorite',
    'Malachite',
    'Madreperla',
    'Ossidiana',
    'Pietraluna',
    'Rodonite',
    'Selenite',
    'Tormalina',
    'Turchese',
  ],
  M: [
    'Alabastro',
    'Basalto',
    'Berillo',
    'Cinabro',
    'Crisolito',
    'Diaspro',
    'Feldspato',
    'Granito',
    'Lapislazzulo',
    'Marmorino',
    'Porfido',
    'Quarzo',
    'Serpentino',
    'Smeraldo',
    'Topazio',
    'Travertino',
  ],
};

/** Words for what is not real. Some with a blank, an apostrophe or an accent, as real ones have. */
const FAMILY_NAMES: readonly string[] = [
  'Anonimelli',
  'Campionari',
  'Collaudini',
  "D'Esempio",
  'Di Prova',
  'Facsimile',
  'Fittizi',
  'Immaginari',
  'Inesistenti',
  'Inventatissimi',
  'Ipotetici',
  'Modellini',
  'Perfinta',
  'Pseudonimi',
  'Segnaposti',
  'Simulatù',
];

export interface InventedName {
  readonly givenName: string;
  readonly familyName: string;
  readonly sex: Sex;
}

export function drawName(random: Random): InventedName {
  const sex: Sex = randomBelow(random, 2) === 0 ? 'F' : 'M';
  return { givenName: pick(random, GIVEN_NAMES[sex]), familyName: pick(random, FAMILY_NAMES), sex };
}

export function pick<T>(random: Random, choices: readonly T[]): T {
  const choice = choices[randomBelow(random, choices.length)];
  if (choice === undefined) throw new Error('nothing to pick from');
  return choice;
}
