import { type Ground, type Instant, type OutgoingMessage, randomDigits, randomUuid, type Sql } from '@tessera/base';
import { type Contact, contactDigest } from './contact.ts';
import { CODE_DIGITS, CODE_LIFETIME, messageLimit } from './one-time-code.ts';
import { type CodeDoor, replaceCode } from './one-time-code-store.ts';
import { claim } from './rolling-window.ts';

export interface CodeRequest extends CodeDoor {
  readonly citizenId: string;
  readonly to: Contact;
  /** Makes the message: `codeSms` and `codeEmail` do. */
  readonly compose: (code: string) => OutgoingMessage;
}

export type CodeSent =
  | {
      readonly outcome: 'sent';
      readonly expiresAt: Instant;
      /** When another may be asked for. */
      readonly resendAt: Instant;
    }
  /** One was sent to this contact less than 60 seconds ago. */
  | { readonly outcome: 'wait'; readonly until: Instant }
  /** Five were sent to it within the hour. */
  | { readonly outcome: 'too-many'; readonly until: Instant };

/**
 * Draws a code for one door of one flow and sends it. Only the newest works: a former one of the same door dies here.
 *
 * Source: `security.md` promise 4.
 */
export const sendOneTimeCode = (ground: Ground, request: CodeRequest): Promise<CodeSent> =>
  ground.database.transaction((sql) => sendCode(sql, ground, request));

/** The same, inside the caller's transaction. */
export async function sendCode(
  sql: Sql,
  ground: Pick<Ground, 'keys' | 'clock' | 'random' | 'audit' | 'outbox'>,
  { purpose, flow, citizenId, to, compose }: CodeRequest,
): Promise<CodeSent> {
  const now = ground.clock.now();
  const contact = contactDigest(ground.keys, to);
  const place = await claim(sql, messageLimit(purpose), contact, now);
  if (!place.granted) {
    const outcome = place.because === 'gap' ? 'wait' : 'too-many';
    await ground.audit.record(sql, {
      act: 'credentials.code-withheld',
      rule: 'promise 4',
      citizen: citizenId,
      details: { purpose, outcome },
    });
    return { outcome, until: place.until };
  }

  const [id, code] = [randomUuid(ground.random), randomDigits(ground.random, CODE_DIGITS)];
  const digest = ground.keys.digest('one-time-code', id, code);
  const expiresAt = now + CODE_LIFETIME;
  // Together: they do not need one another's answers.
  await Promise.all([
    replaceCode(sql, { purpose, flow }, { id, contact, citizenId, digest, expiresAt }),
    ground.outbox.send(sql, compose(code), { citizen: citizenId, usefulUntil: expiresAt }),
    ground.audit.record(sql, {
      act: 'credentials.code-sent',
      rule: 'promise 4',
      citizen: citizenId,
      details: { purpose, kind: to.kind },
    }),
  ]);
  return { outcome: 'sent', expiresAt, resendAt: place.nextAt };
}
