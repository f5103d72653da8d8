import { birthdayAt } from '@tessera/base';
import { openTestbed, type Testbed } from '@tessera/testbed';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { admits, admittedOn } from './admission.ts';
import { agree, decline } from './consent.ts';
import { provePassword } from './prove-password.ts';
import {
  form,
  HOST,
  listeningProtocol,
  openOf,
  PASSWORD,
  type Person,
  personWithCredentials,
  quickHashing,
  requestFor,
  seen,
  started,
  tables,
} from './testing/people.ts';

const comune = requestFor().relyingParty;
const school = { id: 'https://liceo.example.it', displayName: 'Liceo di Esempio', school: true };

describe('who may enter where', () => {
  it.each([
    ['MIN-01 the day before the 5th birthday: nowhere', '2021-01-16', false, false],
    ['MIN-03 on the 5th birthday: schools', '2021-01-15', true, false],
    ['MIN-03 at 17 years and 364 days: schools', '2008-01-16', true, false],
    ['MIN-05 on the 18th birthday: everywhere', '2008-01-15', true, true],
  ])('%s', (_, birthDate, atSchool, elsewhere) => {
    expect(admits(school, birthDate, '2026-01-15')).toBe(atSchool);
    expect(admits(comune, birthDate, '2026-01-15')).toBe(elsewhere);
  });

  it('MIN-05 says the day on which the refusal ends', () => {
    expect(admittedOn(comune, '2008-02-29')).toBe('2026-03-01');
    expect(admittedOn(school, '2021-06-30')).toBe(birthdayAt('2021-06-30', 5));
  });
});

describe('a minor', () => {
  let bed: Testbed;
  let child: Person;
  beforeEach(async () => {
    // Late in the evening of 14 January in Rome: the birthday is an hour away.
    bed = await openTestbed('sqlite', { migrations: tables, now: Date.parse('2026-01-14T22:00:00Z') });
    child = await personWithCredentials(bed, { birthDate: '2008-01-15' });
    bed.sent.length = 0;
  });
  afterEach(() => bed.close());

  const signIn = async (changes: Parameters<typeof started>[1], password = PASSWORD) => {
    const typed = { username: child.fiscalCode, password, attempt: form('p'), browser: null, host: HOST };
    return await provePassword(bed, await started(bed, changes), typed, quickHashing);
  };

  it('MIN-06 is turned away after the right password: no message leaves, no data, and the service hears why', async () => {
    const login = openOf(await signIn({ minimumLevel: 2 }));
    expect(login.state).toEqual({ step: 'refused', because: 'minor', citizenId: child.citizenId });
    expect(bed.sent).toEqual([]);
    const { tell, told } = listeningProtocol();
    const agreement = { offlineAccess: false, session: null, browser: 'browser' };
    expect(openOf(await agree(bed, login, agreement, tell)).state.step).toBe('refused');
    await decline(bed, login, tell);
    expect(told).toEqual([{ outcome: 'refused', reason: 'minor' }]);
    expect((await bed.events()).map(({ act }) => act)).toContain('login.minor-turned-away');
  });

  it('promise 7 is not told apart before the right password', async () => {
    expect(await signIn({}, 'Sbagliata-9-xx')).toEqual({ outcome: 'wrong' });
  });

  it('MIN-02 enters a school, at both levels', async () => {
    expect(openOf(await signIn({ relyingParty: school })).state.step).toBe('awaiting-consent');
    expect(openOf(await signIn({ relyingParty: school, minimumLevel: 2 })).state.step).toBe('awaiting-code');
  });

  it('MIN-05 enters everywhere from midnight in Rome, and a session of the day before does not shut it out', async () => {
    bed.clock.advance(59 * 60_000);
    expect(openOf(await signIn({})).state.step).toBe('refused');
    bed.clock.advance(60_000);
    expect(openOf(await signIn({})).state.step).toBe('awaiting-consent');
  });

  it('MIN-03 a sign-on session made at a school does not open a Comune', async () => {
    const login = openOf(await signIn({ relyingParty: school }));
    const { tell } = listeningProtocol();
    const concluded = await agree(bed, login, { offlineAccess: false, session: null, browser: 'browser' }, tell);
    const session = concluded.outcome === 'answered' ? concluded.session : null;
    expect((await started(bed, { relyingParty: school }, session)).state.step).toBe('awaiting-consent');
    const refused = await started(bed, {}, session);
    expect((await seen(bed, refused)).state).toMatchObject({ step: 'refused', because: 'minor' });
  });
});
