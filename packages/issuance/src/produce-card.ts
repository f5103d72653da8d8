import { type CardSerial, type Ground, utf8 } from '@tessera/base';
import { type CardOrder, type CardState, type Maker, personalise, printedLines, signedFiles } from '@tessera/chip';
import { type CardAuthority, EF, GROUP_2048_256 } from '@tessera/ias';
import type { CardAuthorityPki, SecurityObjectForm, SignedFiles } from '@tessera/pki';
import { findBirthplace, moveCard } from '@tessera/registry';
import { type PreparedCard, prepareCard } from './card-order.ts';
import type { CardPress } from './card-press.ts';
import { addKeys, type DrawKeyPair } from './key-pool.ts';
import { countFreeKeys, forgetKeys } from './key-pool-store.ts';

/** What it takes to make cards. */
export interface Production {
  readonly press: CardPress;
  readonly authority: CardAuthorityPki;
  /** Who certifies the readers that the card believes. */
  readonly terminals: CardAuthority;
  /** Called only when the pool is empty. */
  readonly drawKeyPair: DrawKeyPair;
  /** Of the chips in the press. */
  readonly maker: Maker;
  readonly form?: SecurityObjectForm;
}

/** As many presses may ask for the same keys at the same moment. */
const ATTEMPTS_MAX = 20;

/**
 * Makes the card that was asked for: keys out of the pool, certificate, security objects, codes, all into one chip for the press.
 *
 * The card is then on its way (`shipped`), and its private keys are deleted here in the same transaction. What dies in between can be
 * asked again and presses the same card. `not-producible`: there is no such card, it was made before, or it is revoked.
 */
export async function produceCard(
  ground: Ground,
  serial: CardSerial,
  production: Production,
): Promise<'produced' | 'not-producible'> {
  const prepared = await preparedWithKeys(ground, serial, production);
  if (prepared === 'not-producible') return prepared;
  await production.press.make(await personalised(prepared, production), serial);
  return ground.database.transaction(async (sql) => {
    if (!(await moveCard(sql, serial, 'in-production', 'shipped', ground.clock.now()))) return 'not-producible';
    await forgetKeys(sql, serial);
    await ground.audit.record(sql, {
      act: 'issuance.card-produced',
      rule: 'promise 17',
      citizen: prepared.citizen.id,
      details: { serial, certificate: prepared.certificate.number },
    });
    return 'produced';
  });
}

async function preparedWithKeys(
  ground: Ground,
  serial: CardSerial,
  { drawKeyPair }: Production,
): Promise<PreparedCard | 'not-producible'> {
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
    const prepared = await ground.database.transaction((sql) => prepareCard(sql, ground, serial));
    if (prepared !== 'no-keys') return prepared;
    if ((await countFreeKeys(ground.database)) === 0) await addKeys(ground, drawKeyPair);
  }
  throw new Error('others took the keys each time');
}

/** Signs what has to be signed and puts the card together. */
async function personalised(prepared: PreparedCard, production: Production): Promise<CardState> {
  const { authority, form } = production;
  const order = await orderOf(prepared, production);
  const identity = await authority.signSecurityObject(signedFiles(order), form);
  const draft = personalise(order, { identity, document: null });
  return personalise(order, { identity, document: await authority.signSecurityObject(dataGroups(draft), form) });
}

async function orderOf(
  { card, citizen, keys, codes, certificate }: PreparedCard,
  { authority, terminals, maker }: Production,
): Promise<CardOrder> {
  const { givenName, familyName, birthDate, sex, fiscalCode } = citizen;
  const birthplace = await findBirthplace(citizen.birthplace, birthDate);
  const printed = { documentNumber: card.serial, givenName, familyName, birthDate, sex, expiresOn: card.expiresOn };
  const signed = await authority.signCitizenCertificate(certificate, {
    fiscalCode,
    givenName,
    familyName,
    holderData: utf8(printedLines(printed)),
    publicKey: keys.authentication.publicKey,
  });
  return {
    ...printed,
    ...codes,
    maker,
    fiscalCode,
    birthplace: birthplace?.name ?? citizen.birthplace,
    nis: card.nis,
    keys,
    certificate: signed,
    authority: terminals,
    group: GROUP_2048_256,
  };
}

/** The data groups of the travel document that its own security object covers, by their numbers (ICAO 9303-10). */
function dataGroups({ files }: CardState): SignedFiles {
  const numbers = new Map<number, number>([
    [EF.DG1, 1],
    [EF.DG11, 11],
  ]);
  return new Map(
    files.flatMap(({ application, id, content }) => {
      const number = application === 'passport' ? numbers.get(id) : undefined;
      return number === undefined ? [] : [[number, content] as const];
    }),
  );
}
