import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { levelOf } from './levels.ts';
import { advance, type Login, type LoginEvent, type Proof, proofOf, refusalFrom, standing } from './login.ts';

const proof: Proof = { citizenId: 'c', methods: ['password'], secretsVersion: 1, at: 1 };
const sending = { outcome: 'sent', expiresAt: 10, resendAt: 5 } as const;
const code = { phoneEnding: '67', sending };

const EVENTS: readonly LoginEvent[] = [
  { type: 'password-proven', proof, code: null },
  { type: 'password-proven', proof, code },
  { type: 'minor-turned-away', citizenId: 'c' },
  { type: 'phone-not-proven', citizenId: 'c' },
  { type: 'code-sent', sending },
  { type: 'code-proven', at: 2 },
  { type: 'settled-for-level-1' },
  { type: 'proof-dropped', aim: 2 },
  { type: 'answered', with: 'cancelled' },
  { type: 'answered', with: 'authentication' },
];
const START: Login = { step: 'awaiting-password', aim: 2 };

/** Every login that a row of events leads to. */
function walk(events: readonly LoginEvent[]): Login[] {
  const walked = [START];
  for (const event of events) {
    const next = advance(walked.at(-1) ?? START, event);
    if (next !== null) walked.push(next);
  }
  return walked;
}

describe('login', () => {
  it('goes from the password to the code, to consent, to the answer', () => {
    const steps = walk([
      { type: 'password-proven', proof, code },
      { type: 'code-proven', at: 2 },
      { type: 'answered', with: 'authentication' },
    ]).map(({ step }) => step);
    expect(steps).toEqual(['awaiting-password', 'awaiting-code', 'awaiting-consent', 'answered']);
  });

  it('does nothing on an event that belongs to another step', () => {
    expect(advance(START, { type: 'code-proven', at: 2 })).toBeNull();
    expect(advance({ step: 'awaiting-consent', proof }, { type: 'password-proven', proof, code: null })).toBeNull();
    expect(advance({ step: 'awaiting-consent', proof }, { type: 'code-proven', at: 2 })).toBeNull();
    for (const event of EVENTS) expect(advance({ step: 'answered', with: 'cancelled' }, event)).toBeNull();
  });

  it('CON-01 ends in an authentication from consent alone', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...EVENTS), { maxLength: 12 }), (events) => {
        const walked = walk(events);
        const end = walked.findIndex((login) => login.step === 'answered' && login.with === 'authentication');
        if (end > 0) expect(walked[end - 1]?.step).toBe('awaiting-consent');
      }),
    );
  });

  it('promise 11 proves level 2 in no row of events without a code', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...EVENTS), { maxLength: 12 }), (events) => {
        for (const login of walk(events)) {
          const proven = proofOf(login);
          if (proven !== null && levelOf(proven.methods) > 1) {
            expect(events.some(({ type }) => type === 'code-proven')).toBe(true);
          }
        }
      }),
    );
  });

  it('IDP-23 can be left from every step but the last, and says why', () => {
    expect(refusalFrom(START)).toBe('cancelled');
    expect(refusalFrom({ step: 'awaiting-code', proof, code })).toBe('cancelled');
    expect(refusalFrom({ step: 'awaiting-consent', proof })).toBe('consent-refused');
    expect(refusalFrom({ step: 'refused', because: 'timed-out' })).toBe('timed-out');
    expect(refusalFrom({ step: 'refused', because: 'card-not-readable' })).toBe('level-not-reachable');
    expect(refusalFrom({ step: 'refused', because: 'minor', citizenId: 'c' })).toBe('minor');
    expect(refusalFrom({ step: 'answered', with: 'cancelled' })).toBeNull();
  });

  it('stands as refused when its time is over, and as unproven when the proof holds no more', () => {
    const consent: Login = { step: 'awaiting-consent', proof };
    const now = { isOver: false, proofHolds: true, aim: 2 } as const;
    expect(standing(consent, now)).toEqual(consent);
    expect(standing(consent, { ...now, isOver: true })).toEqual({ step: 'refused', because: 'timed-out' });
    expect(standing(consent, { ...now, proofHolds: false })).toEqual(START);
    const answered: Login = { step: 'answered', with: 'authentication' };
    expect(standing(answered, { isOver: true, proofHolds: false, aim: 2 })).toEqual(answered);
  });
});
