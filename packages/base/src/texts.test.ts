import { describe, expect, it } from 'vitest';
import { catalogue } from './texts.ts';

const texts = catalogue({
  it: {
    left: '{count, plural, one {Ti resta # tentativo} other {Ti restano # tentativi}}',
    plain: "L'accesso è finito",
  },
  en: { left: '{count, plural, one {# try left} other {# tries left}}', plain: 'The sign-in is over' },
  de: { left: '{count, plural, one {# Versuch übrig} other {# Versuche übrig}}', plain: 'Die Anmeldung ist beendet' },
});

describe('texts', () => {
  it('count in each language', () => {
    expect(texts('it')('left', { count: 1 })).toBe('Ti resta 1 tentativo');
    expect(texts('en')('left', { count: 3 })).toBe('3 tries left');
    expect(texts('de')('left', { count: 0 })).toBe('0 Versuche übrig');
  });

  it('keep an apostrophe as it stands', () => {
    expect(texts('it')('plain')).toBe("L'accesso è finito");
  });
});
