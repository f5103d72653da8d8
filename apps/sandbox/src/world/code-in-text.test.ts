import { describe, expect, it } from 'vitest';
import { findCode } from './code-in-text.ts';

describe('the code in a message', () => {
  it('is the one bound to the domain', () => {
    expect(findCode('Pratica 111111: il codice è qui sotto.\n\n@login.example.it #222222')).toBe('222222');
  });

  it('is otherwise the first group of six digits', () => {
    expect(findCode('123456 è il tuo codice CIE')).toBe('123456');
    expect(findCode('Il tuo codice: 123456.')).toBe('123456');
  });

  it.each(['Chiama +391234567890', 'Il 25/11/2026 alle 10:30', '1234567', ''])('is not to be found in "%s"', (text) => {
    expect(findCode(text)).toBeNull();
  });
});
