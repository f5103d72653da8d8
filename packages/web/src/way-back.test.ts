import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wayBack } from './way-back.ts';

const ORIGIN = 'http://localhost:4001';

const LEADS = [
  '//',
  '///',
  '////',
  '/\\',
  '\\/',
  '\\\\',
  '/.//',
  '/..//',
  '/./\\',
  '/%09/',
  '/\t/',
  '/\n/',
  '\t//',
  ' //',
  '%2f%2f',
  '/%2f%2f',
  '/%5c',
  '//%5c',
];
const SCHEMES = [
  'http:',
  'https:',
  'ftp:',
  'javascript:',
  'data:text/html,',
  'vbscript:',
  'JaVaScRiPt:',
  'java\tscript:',
  'http:/',
  'http:\\',
  'https:\\\\',
  'file:///',
  'blob:',
  'about:',
];
const HOSTS = [
  'evil.example',
  'evil.example/..',
  'localhost:4001@evil.example',
  'localhost:4001.evil.example',
  'evil。example',
  '1.1.1.1',
  '[::1]',
  'ⓔvil.example',
  'evil.example%00.localhost',
];
const CORPUS = [...LEADS, ...SCHEMES, ...SCHEMES.map((scheme) => `${scheme}//`)].flatMap((lead) =>
  HOSTS.map((host) => lead + host),
);

describe('the way back', () => {
  it('keeps a page of the app, with its query', () => {
    for (const path of ['/', '/attiva', '/attivazione/dati?passo=1', '/a/b/../c']) {
      expect(new URL(wayBack(path, ORIGIN), ORIGIN).href).toBe(new URL(path, ORIGIN).href);
    }
  });

  it('T-LOG-18 never leaves the app, whatever is asked for', () => {
    expect(CORPUS.length).toBeGreaterThan(300);
    for (const wanted of CORPUS) expect(new URL(wayBack(wanted, ORIGIN), ORIGIN).origin, wanted).toBe(ORIGIN);
    fc.assert(fc.property(fc.string(), (wanted) => new URL(wayBack(`/${wanted}`, ORIGIN), ORIGIN).origin === ORIGIN));
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('/', '\\', '.', '@', ':', 'evil.example', '%2f', '%5c', '?', '#')),
        (parts) => {
          return new URL(wayBack(parts.join(''), ORIGIN), ORIGIN).origin === ORIGIN;
        },
      ),
    );
  });

  it('is the home page where there is none, or where it is too long', () => {
    expect(wayBack(undefined, ORIGIN)).toBe('/');
    expect(wayBack(`/${'a'.repeat(2000)}`, ORIGIN)).toBe('/');
  });
});
