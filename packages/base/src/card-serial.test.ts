import { describe, expect, it } from 'vitest';
import { parseCardSerial } from './card-serial.ts';

describe('card serial', () => {
  it('COD-10 has two letters, five digits, two letters, and begins with C', () => {
    expect(parseCardSerial('CA00000AA')).toBe('CA00000AA');
    for (const text of ['AA00000AA', 'CA0000AA', 'CA000000AA', 'CA00000A1', 'CA٠٠٠٠٠AA', '']) {
      expect(parseCardSerial(text)).toBeNull();
    }
  });

  it('is taken as people type it', () => {
    expect(parseCardSerial(' ca 00000-aa. ')).toBe('CA00000AA');
  });
});
