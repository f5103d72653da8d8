import type { Level, Method } from '@tessera/assurance';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aimOf, levelOf } from './levels.ts';
import { requestFor } from './testing/people.ts';

const METHODS: readonly Method[] = [
  'password',
  'sms-code',
  'app-push',
  'app-qr',
  'card-tls',
  'card-signature',
  'session',
];

describe('level of what was proven (promise 11)', () => {
  it.each<[readonly Method[], 0 | Level]>([
    [[], 0],
    [['session'], 1],
    [['password'], 1],
    [['sms-code'], 0],
    [['app-push'], 0],
    [['session', 'sms-code'], 1],
    [['password', 'sms-code'], 2],
    [['password', 'app-push'], 2],
    [['app-qr'], 2],
    [['card-tls'], 3],
    [['card-signature'], 3],
    [['password', 'sms-code', 'card-tls'], 3],
  ])('IDP-01 %j is level %i', (methods, level) => {
    expect(levelOf(methods)).toBe(level);
  });

  it('never rises to 3 without the card, nor to 2 without password and second factor or the QR', () => {
    fc.assert(
      fc.property(fc.subarray([...METHODS]), (methods) => {
        const level = levelOf(methods);
        const has = (...wanted: Method[]) => wanted.some((method) => methods.includes(method));
        if (level === 3) expect(has('card-tls', 'card-signature')).toBe(true);
        if (level === 2) expect(has('app-qr') || (has('password') && has('sms-code', 'app-push'))).toBe(true);
      }),
    );
  });

  it('never falls when one more thing is proven', () => {
    fc.assert(
      fc.property(fc.subarray([...METHODS]), fc.constantFrom(...METHODS), (methods, one) => {
        expect(levelOf([...methods, one])).toBeGreaterThanOrEqual(levelOf(methods));
      }),
    );
  });
});

describe('what the pages aim at', () => {
  it.each<[Level, Level, 1 | 2 | null]>([
    [1, 1, 1],
    [1, 2, 2],
    [1, 3, 2],
    [2, 2, 2],
    [2, 3, 2],
    [3, 3, null],
  ])('minimum %i and preferred %i: level %o', (minimumLevel, preferredLevel, aim) => {
    expect(aimOf(requestFor({ minimumLevel, preferredLevel }))).toBe(aim);
  });

  it('T-LOG-14 is never below the minimum, whatever a broken request prefers', () => {
    expect(aimOf(requestFor({ minimumLevel: 2, preferredLevel: 1 }))).toBe(2);
  });
});
