import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { levelOf } from './levels.ts';
import { advance, type Login, type LoginEvent, type Proof, proofOf, refusalFrom, standing } from './login.ts';

const proof: Proof = { citizenId: 'c', methods: ['password'], means: '1', at: 1 };
const sending = { outcome: 'sent', expiresAt: 10, resendAt: 5 } as const;
const code = { phoneEnding: '67', sending };

const byCard: Proof = { citizenId: 'c', methods: ['card-tls'], means: 'CA00000AA', at: 1 };

const EVENTS: readonly LoginEvent[] = [
  { type: 'card-chosen' },
  { type: 'computer-chosen' },
  { type: 'password-chosen', aim: 2 },
  { type: 'card-proven', proof: byCard },
  { type: 'card-refused', because: 'card-revoked' },
  { type: 'card-not-proven', trouble: 'not-recognised' },
  { type: 'password-proven', proof, code: null },
  { type: 'password-proven', proof, code },
  { type: 'minor-turned-away', citizenId: 'c' },
  { type: 'phone-not-proven', citizenId: 'c' },
  { type: 'code-sent', sending },
  { type: 'code-proven', at: 2 },
  { type: 'settled-for-level-1' },
  { type: 'proof-dropped', to: { step: 'awaiting-password', aim: 2 } },
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

  it('IDP-17 goes from the card to the computer, to consent; what a card is refused for leaves the password open', () => {
    const steps = (...events: LoginEvent[]) => walk(events).map(({ step }) => step);
    const toCard = [{ type: 'card-chosen' }, { type: 'computer-chosen' }] as const;
    const before = ['awaiting-password', 'choosing-card-way', 'awaiting-card'];
    expect(steps(...toCard, { type: 'card-proven', proof: byCard })).toEqual([...before, 'awaiting-consent']);
    expect(
      steps(...toCard, { type: 'card-refused', because: 'card-expired' }, { type: 'password-chosen', aim: 2 }),
    ).toEqual([...before, 'refused', 'awaiting-password']);
    expect(steps({ type: 'card-proven', proof: byCard })).toEqual(['awaiting-password']);
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

  it('promise 11 proves level 2 in no row of events without a code or a card, and level 3 in none without a card', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...EVENTS), { maxLength: 12 }), (events) => {
        for (const login of walk(events)) {
          const proven = proofOf(login);
          const level = proven === null ? 0 : levelOf(proven.methods);
          if (level === 2) expect(events.some(({ type }) => type === 'code-proven')).toBe(true);
          if (level === 3) expect(events.some(({ type }) => type === 'card-proven')).toBe(true);
        }
      }),
    );
  });

  it('IDP-23 can be left from every step but the last, and says why', () => {
    expect(refusalFrom(START)).toBe('cancelled');
    expect(refusalFrom({ step: 'awaiting-code', proof, code })).toBe('cancelled');
    expect(refusalFrom({ step: 'choosing-card-way' })).toBe('cancelled');
    expect(refusalFrom({ step: 'awaiting-card', trouble: null })).toBe('cancelled');
    expect(refusalFrom({ step: 'awaiting-consent', proof })).toBe('consent-refused');
    expect(refusalFrom({ step: 'refused', because: 'card-expired' })).toBe('card-expired');
    expect(refusalFrom({ step: 'refused', because: 'card-revoked' })).toBe('card-revoked');
    expect(refusalFrom({ step: 'refused', because: 'card-of-minor' })).toBe('minor');
    expect(refusalFrom({ step: 'refused', because: 'timed-out' })).toBe('timed-out');
    expect(refusalFrom({ step: 'refused', because: 'card-not-readable' })).toBe('level-not-reachable');
    expect(refusalFrom({ step: 'refused', because: 'minor', citizenId: 'c' })).toBe('minor');
    expect(refusalFrom({ step: 'answered', with: 'cancelled' })).toBeNull();
  });

  it('stands as refused when its time is over, and as unproven when the proof holds no more', () => {
    const consent: Login = { step: 'awaiting-consent', proof };
    const now = { isOver: false, means: 'standing', unproven: { step: 'awaiting-password', aim: 2 } } as const;
    expect(standing(consent, now)).toEqual(consent);
    expect(standing(consent, { ...now, isOver: true })).toEqual({ step: 'refused', because: 'timed-out' });
    expect(standing(consent, { ...now, means: 'changed' })).toEqual(START);
    expect(standing({ step: 'awaiting-consent', proof: byCard }, { ...now, means: 'card-revoked' })).toEqual({
      step: 'refused',
      because: 'card-revoked',
    });
    const answered: Login = { step: 'answered', with: 'authentication' };
    expect(standing(answered, { ...now, isOver: true, means: 'changed' })).toEqual(answered);
  });
});
