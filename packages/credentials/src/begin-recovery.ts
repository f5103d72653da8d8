import { base64url, type Ground, hex, type Instant, type Keys, randomUuid, type Sql } from '@tessera/base';
import { boundPhone } from './bound-contacts.ts';
import { codeMessage } from './code-message.ts';
import type { Contact } from './contact.ts';
import { contactsOf } from './contacts.ts';
import { credentialsOf } from './credentials.ts';
import { languageOnFile } from './language-on-file.ts';
import { CODE_LIFETIME } from './one-time-code.ts';
import { replaceCode } from './one-time-code-store.ts';
import { RECOVERY_LIFETIME, type Recovery, type RecoveryStep, type RecoveryVia, recoveryStep } from './recovery.ts';
import { countCode, insertRecovery, openRecovery, prolongRecovery, sweepRecoveries } from './recovery-store.ts';
import { sendCode } from './send-one-time-code.ts';
import { texts } from './texts.ts';
import { citizenOfUsername, nameSubject, parseUsername, type Username } from './username.ts';

/** One filled-in form, in one browser: sent twice, it begins one recovery. */
export interface RecoveryForm {
  readonly username: string;
  readonly via: RecoveryVia;
  /** The browser's own token, which outlives the recovery. */
  readonly browser: string;
  /** Drawn for each form that is shown. */
  readonly form: string;
}

/**
 * Begins to recover a password with a tax code or a serial number, and sends a code to the verified contact (PWD-03).
 *
 * The answer is the same for a name that belongs to nobody, for credentials that are off, and for a contact whose budget
 * is spent: then there is a code that nothing typed can match (promise 7). Pages say "if the data are right, a code is on
 * its way". The `token` goes into a cookie of this browser: only there the recovery goes on. `host` is the page's, to
 * which the message binds its code.
 */
export async function beginRecovery(
  sql: Sql,
  ground: Ground,
  { host, ...form }: RecoveryForm & { readonly host: string },
): Promise<{ readonly token: string; readonly expiresAt: Instant }> {
  const { keys, clock, audit } = ground;
  const name = parseUsername(form.username);
  const token = firstToken(keys, form);
  const now = clock.now();
  const owner = await findOwner(sql, keys, name, form.via);
  const recovery = {
    id: recoveryId(keys, token),
    via: form.via,
    subject: nameSubject(keys, name),
    citizenId: owner?.citizenId ?? null,
    secretsVersion: owner?.secretsVersion ?? null,
    codeSentAt: now,
    expiresAt: now + RECOVERY_LIFETIME,
  };
  // A form that was left open for longer than its recovery lived begins another one.
  await sweepRecoveries(sql, now + 1);
  if (await insertRecovery(sql, recovery)) {
    await sendOrPretend(sql, ground, recovery, owner?.contact ?? null, host);
    await audit.record(sql, {
      act: 'credentials.recovery-begun',
      rule: 'PWD-03',
      citizen: owner?.citizenId,
      details: { via: form.via },
    });
  }
  return { token, expiresAt: recovery.expiresAt };
}

/** The token that this very form was given, when it was sent before; else null. */
export async function recoveryBegunBefore(
  ground: Pick<Ground, 'database' | 'keys' | 'clock'>,
  form: RecoveryForm,
): Promise<{ readonly token: string } | null> {
  const token = firstToken(ground.keys, form);
  return (await recoveryOf(ground, token)) === null ? null : { token };
}

/** Nobody can work it out but us, and a double click gives the same one. */
const firstToken = (keys: Keys, { browser, form, username, via }: RecoveryForm): string =>
  base64url(keys.digest('token', 'recovery begun', browser, form, username, via));

/**
 * Another code for the same recovery: one in 60 seconds, five in all. What was sent before is dead.
 *
 * False when it is too early, too often or too late: `recoveryOf` tells which.
 */
export const resendRecoveryCode = (
  ground: Ground,
  { token, host }: { readonly token: string; readonly host: string },
): Promise<boolean> =>
  ground.database.transaction(async (sql) => {
    const recovery = await countCode(sql, recoveryId(ground.keys, token), ground.clock.now());
    if (recovery === null) return false;
    const contact =
      recovery.citizenId === null ? null : await contactFor(sql, ground.keys, recovery.citizenId, recovery.via);
    await sendOrPretend(sql, ground, recovery, contact, host);
    return true;
  });

/** Where a recovery stands; null when it is over or never was. */
export async function recoveryOf(
  { database, keys, clock }: Pick<Ground, 'database' | 'keys' | 'clock'>,
  token: string,
): Promise<RecoveryStep | null> {
  const recovery = await openRecovery(database, recoveryId(keys, token), clock.now());
  return recovery && recoveryStep(recovery);
}

/** Gives this browser's recovery its half hour once more (WCAG 2.2.1); `recoveryOf` tells until when it lasts now. */
export async function keepRecovery(
  { database, keys, clock }: Pick<Ground, 'database' | 'keys' | 'clock'>,
  token: string,
): Promise<void> {
  await prolongRecovery(database, recoveryId(keys, token), clock.now());
}

/** What is stored of the cookie: who reads the table cannot take over a browser. */
export const recoveryId = (keys: Keys, token: string): string => hex(keys.digest('token', 'recovery', token));

interface Owner {
  readonly citizenId: string;
  readonly secretsVersion: number;
  readonly contact: Contact;
}

/** Whose active credentials the name stands for, with the verified contact that was asked for; else null. */
async function findOwner(sql: Sql, keys: Keys, name: Username, via: RecoveryVia): Promise<Owner | null> {
  if (name.kind === 'email') return null;
  const citizenId = await citizenOfUsername(sql, keys, name);
  if (citizenId === null) return null;
  const credentials = await credentialsOf(sql, citizenId);
  const contact = await contactFor(sql, keys, citizenId, via);
  if (credentials?.status !== 'active' || contact === null) return null;
  return { citizenId, secretsVersion: credentials.secretsVersion, contact };
}

async function contactFor(sql: Sql, keys: Keys, citizenId: string, via: RecoveryVia): Promise<Contact | null> {
  if (via === 'sms') {
    const phone = await boundPhone(sql, keys, citizenId);
    return phone === null ? null : { kind: 'sms', address: phone };
  }
  const { email, emailVerified } = await contactsOf(sql, keys, citizenId);
  return email === null || !emailVerified ? null : { kind: 'email', address: email };
}

/** Sends a code, or leaves one in its place that nothing typed can match. */
async function sendOrPretend(
  sql: Sql,
  ground: Ground,
  { id, subject, citizenId, codeSentAt }: Pick<Recovery, 'id' | 'subject' | 'citizenId' | 'codeSentAt'>,
  contact: Contact | null,
  host: string,
): Promise<void> {
  const door = { purpose: 'recovery', flow: id } as const;
  // Never the page's language: whoever forgot this password may be a stranger, and the message is the owner's. Asked for
  // nobody too, under a name that no citizen has, so that a statement more does not tell who exists (promise 7).
  const language = await languageOnFile(sql, ground.keys, citizenId ?? id);
  if (citizenId !== null && contact !== null) {
    const purpose = texts(language)('forRecovery');
    const compose = (code: string) => codeMessage(contact, code, { language, purpose, host });
    const sent = await sendCode(sql, ground, { ...door, citizenId, to: contact, compose });
    if (sent.outcome === 'sent') return;
  }
  await replaceCode(sql, door, {
    id: randomUuid(ground.random),
    contact: subject,
    citizenId: null,
    digest: ground.random.bytes(32),
    expiresAt: codeSentAt + CODE_LIFETIME,
  });
}
