import { seededRandom } from '@tessera/testbed';
import { expect, it } from 'vitest';
import { reference } from './reference.ts';

it('a request’s number has eight characters that can be read out, and is another one each time', () => {
  const random = seededRandom('references');
  const numbers = Array.from({ length: 2_000 }, () => reference(random));
  for (const number of numbers) expect(number).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(reference({ bytes: () => Uint8Array.of(255, 255, 255, 255, 255) })).toBe('ZZZZZZZZ');
  expect(reference({ bytes: () => new Uint8Array(5) })).toBe('00000000');
});
