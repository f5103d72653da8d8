import { codeSentTo, type Person } from '@tessera/login/testing';
import { robotFields, visitor } from '@tessera/web/testing';
import { hiddenFields } from './door.ts';
import type { House } from './house.ts';
import { NEW_PASSWORD } from './portal-doors.ts';

const RECOVERY = '/recupera-password';

/** Forgets the password and sets a new one, through the portal's own pages. Throws where they do not let it. */
export async function recoverPassword({ apps, sent }: House, person: Person): Promise<void> {
  const browser = visitor(apps.portal);
  const start = await browser.get(RECOVERY);
  await browser.post(RECOVERY, {
    ...hiddenFields(start.body),
    username: person.fiscalCode,
    via: 'sms',
    ...(await robotFields(browser)),
  });
  await browser.get(`${RECOVERY}/codice`);
  await browser.post(`${RECOVERY}/codice`, { code: codeSentTo(sent, person.phone) });
  const page = await browser.get(`${RECOVERY}/nuova-password`);
  const chosen = { password: NEW_PASSWORD, passwordAgain: NEW_PASSWORD };
  const done = await browser.post(`${RECOVERY}/nuova-password`, { ...hiddenFields(page.body), ...chosen });
  if (done.headers['location'] !== `${RECOVERY}/fatto`) throw new Error(`the recovery answered ${done.statusCode}`);
}
