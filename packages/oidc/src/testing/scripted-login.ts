import type { Attributes, Authentication, LoginResult } from '@tessera/assurance';
import { type Answer, type OidcProtocol, oidcProtocol } from '../index.ts';
import type { OpenIdProvider } from '../provider.ts';

/** An invented citizen. */
export const TOPOLINA: Attributes = {
  givenName: 'Topolina',
  familyName: 'De Paperis',
  birthDate: '1985-01-31',
  fiscalCode: 'XXXYYY85A71Z999X',
};

/** A login that has just ended well, at level 2. */
export const authenticated = (provider: OpenIdProvider, changes: Partial<Authentication> = {}): LoginResult => ({
  outcome: 'authenticated',
  authentication: {
    subject: 'citizen-1',
    level: 2,
    methods: ['password', 'sms-code'],
    at: provider.ground.clock.now(),
    means: '1',
    released: TOPOLINA,
    offlineAccess: false,
    ...changes,
  },
});

/** Ends a login as the pages do: inside a transaction of their own. */
export function endLogin(
  provider: OpenIdProvider,
  id: string,
  result: LoginResult,
  protocol: OidcProtocol = oidcProtocol(provider),
): Promise<Answer> {
  return provider.ground.database.transaction((sql) => protocol.answer(sql, id, result));
}

/** What an answer carries, however it travels. */
export const fieldsOf = (answer: Answer): Readonly<Record<string, string>> =>
  answer.kind === 'form-post' ? answer.fields : Object.fromEntries(new URL(answer.url).searchParams);
