import type { Ground, Sql } from '@tessera/base';
import { contactsOf } from '@tessera/credentials';
import type { Pair } from './budget.ts';
import { cardHolder } from './eligibility.ts';
import { messageTexts } from './texts.ts';

/**
 * Tells the contacts on file that five wrong answers closed the activation by digits, and what still works.
 * Null when the pair is nobody's; else our identifier of the citizen.
 */
export async function tellOfClosing(
  sql: Sql,
  { keys, outbox }: Pick<Ground, 'keys' | 'outbox'>,
  claimed: Pair,
): Promise<string | null> {
  const holder = await cardHolder(sql, keys, claimed);
  if (holder === null) return null;
  const { id, language } = holder.citizen;
  const say = messageTexts(language);
  const { phone, email } = await contactsOf(sql, keys, id);
  if (phone !== null) await outbox.send(sql, { kind: 'sms', to: phone, text: say('closedSms') }, { citizen: id });
  if (email !== null) {
    const message = { kind: 'email', to: email, subject: say('closedSubject'), text: say('closedText') } as const;
    await outbox.send(sql, message, { citizen: id });
  }
  return id;
}
