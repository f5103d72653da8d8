import type { Ground, Language, Sql, TextValues } from '@tessera/base';
import { languageOnFile } from './language-on-file.ts';
import { texts } from './texts.ts';

/** What the owner is told on every contact: also what a page cannot say without telling strangers. */
export type Notice = 'passwordRecovered' | 'passwordClosed' | 'recoveryBusy' | 'contactChanged';

/** Tells the owner, in the owner's language, by SMS and by e-mail (promise 12). */
export async function notify(
  sql: Sql,
  { keys, outbox }: Pick<Ground, 'keys' | 'outbox'>,
  citizenId: string,
  notice: Notice,
  contacts: { readonly phone: string | null; readonly email: string | null },
  values?: (language: Language) => TextValues,
): Promise<void> {
  const language = await languageOnFile(sql, keys, citizenId);
  const say = texts(language);
  const text = say(notice, values?.(language));
  if (contacts.phone !== null) {
    await outbox.send(sql, { kind: 'sms', to: contacts.phone, text }, { citizen: citizenId });
  }
  if (contacts.email !== null) {
    const subject = say(`${notice}Subject`);
    await outbox.send(sql, { kind: 'email', to: contacts.email, subject, text }, { citizen: citizenId });
  }
}
