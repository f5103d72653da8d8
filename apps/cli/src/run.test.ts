import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromBase64url, hex, systemRandom, utf8 } from '@tessera/base';
import { certifiedTerminal, enrol, selfCertifyingTerminal, type Terminal } from '@tessera/card-client';
import { atrOf, decodeCard } from '@tessera/chip';
import { certifyTerminal } from '@tessera/ias';
import { drawCardKeyPair, openTerminalAuthorityKey } from '@tessera/keys';
import { nodePrimitives, openCardFile } from '@tessera/readers';
import { callCard, ownPort } from '@tessera/readers/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, run } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'tessera-cli-'));
const data = join(folder, 'data');
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const primitives = nodePrimitives();
const SERIAL = Uint8Array.of(0x20, 0, 0, 0, 0, 0, 0, 1);

async function told(
  words: string,
  more: Partial<Desk> = {},
  environment: Record<string, string> = {},
): Promise<{ code: number; said: string; complained: string }> {
  const said: string[] = [];
  const complained: string[] = [];
  const code = await run(words.split(' '), {
    say: (line) => said.push(line),
    complain: (line) => complained.push(line),
    environment: { INIT_CWD: folder, TESSERA_DATA: data, ...environment },
    clock: { now: () => Date.UTC(2026, 10, 25) },
    random: systemRandom,
    ended: new AbortController().signal,
    ...more,
  });
  return { code, said: said.join('\n'), complained: complained.join('\n') };
}

async function enrolled(file: string, terminal: Terminal, pin: string) {
  const card = await openCardFile(join(folder, file), { primitives });
  try {
    return await enrol(card, terminal, { pin: utf8(pin) }, primitives);
  } finally {
    await card.close();
  }
}

describe('tessera card new', () => {
  it('makes a card that the readers of the sandbox of this folder open and enrol', async () => {
    const made = await told('card new --out one.card --maker stm3 --pin 12345678 --nis 112233445566');
    expect(made).toMatchObject({ code: 0, complained: '' });
    expect(made.said).toMatch(/NIS 112233445566, PIN 12345678, PUK \d{8}/);

    const authority = await openTerminalAuthorityKey({ folder: join(data, 'keys') });
    const key = { serial: SERIAL, ...(await drawCardKeyPair()) };
    const terminal = certifiedTerminal(key, certifyTerminal(authority, key, primitives));
    expect(await enrolled('one.card', terminal, '12345678')).toMatchObject({
      outcome: 'enrolled',
      enrolment: { nis: '112233445566', documentNumber: 'CZ45566ZZ' },
    });
    expect(decodeCard(readFileSync(join(folder, 'one.card'), 'utf8')).maker).toBe('stm3');
  });

  it('makes a card for terminals that hold nothing but a private exponent', async () => {
    const { d = '' } = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
    writeFileSync(join(folder, 'exponent.hex'), hex(fromBase64url(d)));
    expect(await told('card new --out two.card --pin 12345678 --terminal-exponent exponent.hex')).toMatchObject({
      code: 0,
    });
    const key = { serial: SERIAL, ...(await drawCardKeyPair()) };
    const terminal = selfCertifyingTerminal(key, fromBase64url(d), primitives);
    expect(await enrolled('two.card', terminal, '12345678')).toMatchObject({ outcome: 'enrolled' });
  });

  it('writes over no file', async () => {
    writeFileSync(join(folder, 'letter.txt'), 'dear');
    expect(await told('card new --out letter.txt')).toMatchObject({
      code: 1,
      complained: expect.stringContaining('exists already'),
    });
    expect(readFileSync(join(folder, 'letter.txt'), 'utf8')).toBe('dear');
  });

  it.each([
    ['card new', 'Say where to write it'],
    ['card new --out x --maker acme', 'one of gemalto'],
    ['card new --out x --pin 1234', '--pin takes 8 digits'],
    ['card new --out x --terminal-exponent nowhere', 'There is no nowhere'],
    ['card new --out x --colour red', 'colour'],
    ['card apdu one.card', 'what to send'],
    ['card apdu one.card zz', 'no command'],
    ['card apdu nowhere.card', 'what to send'],
    ['card insert one.card', '--vpcd connect'],
    ['card insert nowhere --vpcd connect', 'There is no nowhere'],
    ['card insert letter.txt --vpcd connect', 'not a card of Tessera'],
    ['card insert one.card --vpcd 10.0.0.1:9000', 'of this machine'],
    ['card insert one.card --vpcd connect --lost-at soon', 'give a whole number'],
    ['card fly', 'There is no "tessera card fly"'],
    ['fly', 'There is no "tessera fly"'],
  ])('says what to do instead: %s', async (words, sentence) => {
    const { code, complained } = await told(words);
    expect(code).not.toBe(0);
    expect(complained).toContain(sentence);
  });

  it.each(['--help', 'card --help', 'card new --help', 'card insert --help', 'card apdu --help', 'card list --help'])(
    'shows how it is used: %s',
    async (words) =>
      expect(await told(words)).toMatchObject({ code: 0, said: expect.stringContaining('Usage: tessera') }),
  );
});

describe('tessera card insert FILE --vpcd', () => {
  it('lays the card down, lets its power fail once, and lays it down again with what that cost', async () => {
    await told('card new --out three.card --maker nxp');
    const port = ownPort();
    const ending = new AbortController();
    const lines: string[] = [];
    const inserted = told(`card insert three.card --vpcd listen --port ${port} --torn-at 2`, {
      ended: ending.signal,
      say: (line) => lines.push(line),
    });
    // Or it was refused: then it says so, and the rest has nothing to wait for.
    await Promise.race([inserted, expect.poll(() => lines.length).toBeGreaterThan(0)]);
    const first = await callCard(port);
    expect(first.atr).toEqual(atrOf('nxp'));
    expect(hex(await first.transmit(Uint8Array.of(0x00, 0xa4, 0x00, 0x00)))).toBe('9000');
    await expect(first.transmit(Uint8Array.of(0x00, 0xa4, 0x00, 0x00))).rejects.toThrow('hung up');
    const second = await callCard(port);
    expect(hex(await second.transmit(Uint8Array.of(0x00, 0xa4, 0x00, 0x00)))).toBe('9000');

    expect(await told('card apdu three.card 00A40000')).toMatchObject({
      code: 1,
      complained: expect.stringContaining('lies in another reader'),
    });
    ending.abort();
    expect(await inserted).toMatchObject({ code: 0 });
    expect(lines.join('\n')).toContain('It lies there again');
    expect((await told('card apdu three.card 00:A4:00:00')).said).toBe('> 00 A4 00 00\n< 90 00');
  });
});

describe('tessera card list, insert, remove and apdu with the sandbox', () => {
  let server: Server;
  let port: string;
  const asked: string[] = [];
  const card = {
    ...{ serial: 'CA00001AA', nis: '1', holder: 'Ada Prova', fiscalCode: 'X', status: 'delivered', maker: 'nxp' },
    triesLeft: { pin: 2, puk: 10 },
  };
  beforeAll(async () => {
    server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      asked.push(`${request.method} ${request.url} ${body}`);
      const [status, answer] = answerTo(request.url ?? '', body);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
    const address = server.address();
    port = String(typeof address === 'object' && address !== null ? address.port : 0);
  });
  afterAll(() => server.close());

  function answerTo(url: string, body: string): [number, unknown] {
    if (url.endsWith('/cards')) return [200, [{ ...card, place: 'drawer' }]];
    if (url.includes('CZ')) return [404, { detail: 'GET /cards lists all cards.' }];
    if (url.endsWith('/apdu')) return [200, { hex: '9000', sw: '9000' }];
    return [200, { ...card, place: (JSON.parse(body) as { where: string }).where }];
  }

  it('says what the sandbox says, and sends what it was told', async () => {
    const here = { TESSERA_PORT: port };
    expect((await told('card list', {}, here)).said).toMatch(
      /CA00001AA +drawer +nxp +delivered +PIN 2, PUK 10 left +Ada Prova/,
    );
    expect((await told('card insert CA00001AA', {}, here)).said).toContain('reader');
    expect((await told('card insert CA00001AA --phone mia', {}, here)).said).toContain('phone:mia');
    expect((await told('card remove CA00001AA', {}, here)).said).toContain('drawer');
    expect((await told('card apdu CA00001AA 00a40000', {}, here)).said).toBe('> 00 A4 00 00\n< 90 00');
    expect(await told('card insert CZ99999ZZ', {}, here)).toMatchObject({
      code: 1,
      complained: 'GET /cards lists all cards.',
    });
    expect(asked).toContain('POST /api/v1/cards/CA00001AA/place {"where":"phone:mia"}');
  });

  it('says how to start one where there is none', async () => {
    const { code, complained } = await told('card list', {}, { TESSERA_PORT: String(ownPort(5)) });
    expect(code).toBe(1);
    expect(complained).toContain('npm start');
    expect((await told('card list', {}, { TESSERA_PORT: 'home' })).code).toBe(2);
  });
});
