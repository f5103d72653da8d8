import { type CardSerial, type CivilDate, parseCardSerial, type Sql } from '@tessera/base';
import { mayUse } from '@tessera/credentials';
import { cardState, findCard } from '@tessera/registry';

/**
 * What a proof rests on, by name: the citizen's secrets as they were (`3`, their version), or the card that was read
 * (`CA00000AA`). Whoever holds the name can ask later whether it still stands (promise 6).
 */
export const secretsMeans = (secretsVersion: number): string => String(secretsVersion);
export const cardMeans = (serial: CardSerial): string => serial;

/** Secrets change with a new password, or are suspended; a card expires, or is revoked. */
export type MeansState = 'standing' | 'changed' | 'card-expired' | 'card-revoked';

/** How the means of a proof stand now. One statement. */
export async function meansState(
  sql: Sql,
  { citizenId, means }: { readonly citizenId: string; readonly means: string },
  today: CivilDate,
): Promise<MeansState> {
  if (parseCardSerial(means) !== means) {
    return (await mayUse(sql, citizenId, Number(means))) ? 'standing' : 'changed';
  }
  const card = await findCard(sql, means);
  if (card === null || card.citizenId !== citizenId) return 'changed';
  switch (cardState(card, today)) {
    case 'usable':
      return 'standing';
    case 'expired':
      return 'card-expired';
    case 'revoked':
      return 'card-revoked';
    case 'not-yet-delivered':
      return 'changed';
  }
}

/** The question of every later step: consent, token exchange, refresh, sign-on session. */
export const meansStand = async (...asked: Parameters<typeof meansState>): Promise<boolean> =>
  (await meansState(...asked)) === 'standing';
