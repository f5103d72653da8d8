import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskEmail, maskPhone, parseEmail, parsePhone } from './contact.ts';

describe('phone', () => {
  it('is taken with or without the prefix, with blanks, dots, hyphens and brackets', () => {
    const typed = [
      '3201234567',
      '+393201234567',
      '0039 320 123 4567',
      '320.123.45.67',
      ' (320) 123-4567 ',
      '39 3201234567',
    ];
    expect(typed.map(parsePhone)).toEqual(typed.map(() => '+393201234567'));
  });

  it('is a mobile number, of other countries too', () => {
    expect(parsePhone('+41 79 123 45 67')).toBe('+41791234567');
    expect(['0612345678', '+39 06 1234 5678', '800123456', '+41 44 668 18 00'].map(parsePhone)).toEqual(
      Array(4).fill(null),
    );
  });

  it('is nothing else: no letters, no extension, no digits of other scripts, no wrong length', () => {
    const typed = [
      '',
      '320',
      '32012345678901',
      '٣٢٠١٢٣٤٥٦٧',
      '３２０１２３４５６７',
      '3201234567 ext 5',
      'tel:+393201234567',
      "320'1234567",
    ];
    expect(typed.map(parsePhone)).toEqual(typed.map(() => null));
  });

  it('T-ACT-20 shows the prefix and two digits at most', () => {
    expect(maskPhone('+393201234567')).toBe('+39********67');
    expect(maskPhone('+41791234567')).toBe('+41*******67');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999_999 }), (number) => {
        const phone = `+39320${String(number).padStart(7, '0')}`;
        expect(maskPhone(phone).replace(/^\+39\*+/, '')).toBe(phone.slice(-2));
      }),
    );
  });
});

describe('e-mail address', () => {
  it('is trimmed, with its domain in lower case', () => {
    expect(parseEmail('  Fiammetta.Provetti@Posta.EXAMPLE ')).toBe('Fiammetta.Provetti@posta.example');
    expect(parseEmail("o'neill+cie@mail.posta.example")).toBe("o'neill+cie@mail.posta.example");
  });

  it('is one address and nothing around it', () => {
    const typed = [
      '',
      'posta.example',
      'a@posta',
      'a@@posta.example',
      '.a@posta.example',
      'a.@posta.example',
      'a..b@posta.example',
      'a b@posta.example',
      'a@posta.example,b@posta.example',
      'a@posta.example\r\nBcc: b@posta.example',
      'a@-posta.example',
      'a@[127.0.0.1]',
      'а@posta.example',
      `${'a'.repeat(65)}@posta.example`,
      `a@${'posta.'.repeat(50)}example`,
    ];
    expect(typed.map(parseEmail)).toEqual(typed.map(() => null));
  });

  it('T-ACT-20 shows its first letter alone', () => {
    expect(maskEmail('fiammetta@posta.example')).toBe('f***@***');
  });
});
