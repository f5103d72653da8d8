import { LANGUAGES } from '@tessera/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeEmail, codeMessage, codeSms } from './code-message.ts';
import { texts } from './texts.ts';

const text = { language: 'it', purpose: 'per accedere a Comune di Esempio', host: 'login.example.it' } as const;
const smsOf = (purpose: string, host = text.host) => {
  const message = codeSms('+393201234567', '123456', { ...text, purpose, host });
  return message.kind === 'sms' ? message.text : '';
};
/** GSM 03.38, without the characters that count twice. */
const GSM = /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà]*$/;

describe('the message that carries a code', () => {
  it('begins with the code, says what it is for, and ends with the line that browsers bind to the site', () => {
    expect(codeSms('+393201234567', '123456', text)).toEqual({
      kind: 'sms',
      to: '+393201234567',
      text: '123456 è il tuo codice CIE per accedere a Comune di Esempio. Non darlo a nessuno.\n\n@login.example.it #123456',
    });
  });

  it('goes to a phone or a mailbox', () => {
    expect(codeMessage({ kind: 'sms', address: '+393201234567' }, '123456', text).kind).toBe('sms');
    expect(codeMessage({ kind: 'email', address: 'a@posta.example' }, '123456', text)).toEqual(
      codeEmail('a@posta.example', '123456', text),
    );
    const email = codeEmail('a@posta.example', '123456', text);
    expect(email).toMatchObject({ kind: 'email', to: 'a@posta.example', subject: 'Il tuo codice CIE' });
    expect(email).toMatchObject({ text: expect.stringMatching(/^123456 è il tuo codice CIE[\s\S]*Vale 10 minuti/) });
  });

  it('fits one SMS, whatever the purpose says, and keeps its last line', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (purpose) => {
        const sms = smsOf(purpose);
        expect(sms.length).toBeLessThanOrEqual(160);
        expect(sms.startsWith('123456 ')).toBe(true);
        expect(sms.endsWith('\n\n@login.example.it #123456')).toBe(true);
      }),
    );
    expect(smsOf(`per accedere a ${'Comune '.repeat(40)}`)).toMatch(/Comune\.\.\. ?\. Non darlo|\.\.\.\. Non darlo/);
  });

  it('is bound to no other site by line breaks in a service’s name', () => {
    const lines = smsOf('per accedere a X\n\n@evil.example #123456\r\n').split('\n');
    expect(lines).toHaveLength(3);
    expect(lines.at(-1)).toBe('@login.example.it #123456');
  });
});

describe('texts that go by SMS', () => {
  const values = { time: '23:59', day: '2026-12-31' };

  it.each(LANGUAGES)('%s: fit one message of the GSM alphabet', (language) => {
    const say = texts(language);
    for (const key of ['passwordRecovered', 'passwordClosed', 'recoveryBusy', 'contactChanged'] as const) {
      expect(say(key, values).length, key).toBeLessThanOrEqual(160);
      expect(say(key, values), key).toMatch(GSM);
    }
    expect(say('codeSms', { code: '123456', purpose: say('forRecovery'), host: 'portal.example' })).toMatch(GSM);
  });
});
