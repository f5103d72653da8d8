import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseUsername } from './username.ts';

describe('username', () => {
  it('ACT-27 is a tax code, a serial number or an e-mail address, as people type them', () => {
    expect(parseUsername(' prv fmt 80a41 h501x ')).toEqual({ kind: 'fiscal-code', name: 'PRVFMT80A41H501X' });
    expect(parseUsername('ca00000aa')).toEqual({ kind: 'card-serial', name: 'CA00000AA' });
    expect(parseUsername(' Fiammetta@Posta.Example ')).toEqual({ kind: 'email', name: 'fiammetta@posta.example' });
  });

  it('is anything else too, and then belongs to nobody', () => {
    for (const typed of ['', 'fiammetta', '+393201234567', 'PRVFMT80A41H501', 'ＣＡ00000AA', 'a\u0000b']) {
      expect(parseUsername(typed).kind, typed).toBe('other');
    }
  });

  it('has a bound: a megabyte is nobody’s name', () => {
    expect(parseUsername('A'.repeat(1_000_000))).toEqual({ kind: 'other', name: '' });
  });

  it('has one spelling, however it was typed', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (typed) => {
        const once = parseUsername(typed);
        expect(parseUsername(once.name)).toEqual(once);
        expect(parseUsername(` ${typed} `)).toEqual(once);
      }),
    );
  });
});
