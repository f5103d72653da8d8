import { X509Certificate } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { connect as tcpConnect } from 'node:net';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import { type CardHolder, genuine, personWithCard } from '@tessera/login/testing';
import { freePort, visitor } from '@tessera/web/testing';
import type { FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type KnownCards, knownCards } from '../testing/known-cards.ts';
import { settingsAt } from '../testing/login-server.tsx';
import { h1, type LoginWalk, openLoginWalk, placeOf, wordsOf } from '../testing/login-walk.ts';
import { type CertificateDesk, openCertificateDesk, openSslClient, type Pair } from '../testing/openssl.ts';
import { type DoorVisit, visitDoor } from '../testing/visit-door.ts';
import { createCardDoor } from './create-card-door.tsx';

const LEVEL_3 = { minimumLevel: 3 } as const;
const IDP = 'http://localhost:4002';

let desk: CertificateDesk;
let server: Pair;
let citizen: Pair;
let authority: Pair;
beforeAll(() => {
  desk = openCertificateDesk();
  server = desk.selfSigned('localhost');
  citizen = desk.selfSigned('citizen');
  authority = desk.selfSigned('authority', { subject: '/O=Ministero di Fantasia/CN=Carte di Fantasia' });
});
afterAll(() => desk.close());

let walk: LoginWalk;
let cards: KnownCards;
let holder: CardHolder;
let door: FastifyInstance;
let port: number;
const bugs: unknown[] = [];

async function openDoor(maxVersion?: 'TLSv1.2' | 'TLSv1.3') {
  door = await createCardDoor({
    ground: walk.bed,
    settings: settingsAt(`https://localhost:${port}`),
    idp: IDP,
    tls: { key: server.key, certificate: server.certificate, maxVersion },
    authorities: [der(authority)],
    check: cards.check,
    onBug: (error) => bugs.push(error),
  });
  await door.listen({ port, host: 'localhost' });
}

beforeEach(async () => {
  cards = knownCards();
  port = await freePort();
  walk = await openLoginWalk({ check: cards.check, door: `https://localhost:${port}` });
  holder = await personWithCard(walk.bed);
  cards.know(der(citizen), { ...genuine(holder), publicKey: new Uint8Array() });
  await openDoor();
});
afterEach(async () => {
  expect([...bugs, ...walk.idp.bugs]).toEqual([]);
  await door.close();
  await walk.close();
});

const der = ({ certificate }: Pair): Uint8Array => new X509Certificate(certificate).raw;

/** Begins a login and goes as far as the door: its address, with the ticket. */
async function toDoor(browser = walk.browser) {
  const begun = await browser.get(walk.idp.ask(LEVEL_3));
  const path = placeOf(begun).replace(/\/[^/]*$/, '');
  await browser.follow(begun);
  await browser.follow(await browser.post(`${path}/with-computer`));
  return { path, address: placeOf(await browser.post(`${path}/tls-door`)) };
}

const visit = (address: string, by: Pair | null, more: Partial<DoorVisit> = {}) =>
  visitDoor(address, { trusted: server.certificate, by, ...more });

/** The browser goes where the door sent it. */
const comeBack = async (location: string, browser = walk.browser) =>
  browser.follow(await browser.get(location.slice(IDP.length)));

describe('the TLS door', () => {
  it('L3-02 opens level 3 with the certificate whose key signed the handshake', async () => {
    const { address } = await toDoor();
    const seen = await visit(address, citizen);
    expect(seen.status).toBe(303);
    const page = await comeBack(seen.location);
    expect(h1(page)).toContain('Livello 3');
    expect(page.body).toContain(holder.fiscalCode);
    expect((await walk.bed.events()).findLast(({ act }) => act === 'login.card-proven')).toMatchObject({
      citizen: holder.citizenId,
      details: { door: 'card-tls', verdict: 'proven' },
    });
  });

  it('without a certificate leads to the page that explains, with all ways still open', async () => {
    const { address } = await toDoor();
    const page = await comeBack((await visit(address, null)).location);
    expect(wordsOf(page)).toContain('Il browser non ha presentato la carta');
    expect(wordsOf(page)).toContain('Usa il certificato della carta');
    expect(cards.asked).toEqual([]);
  });

  it('T-CRD-01 takes any stranger’s certificate in the handshake and gives all the same plain page', async () => {
    const pages = [];
    for (const stranger of [
      desk.selfSigned('stranger', { subject: `/CN=${holder.fiscalCode}${'%2F'}${holder.serial}` }),
      server,
    ]) {
      const { address } = await toDoor();
      const page = await comeBack((await visit(address, stranger)).location);
      expect(wordsOf(page)).toContain('La carta non è stata riconosciuta');
      pages.push(page.body.replace(/[0-9a-f-]{36}/g, 'id').replace(/value="[^"]*"/g, ''));
    }
    expect(new Set(pages).size).toBe(1);
  });

  it.each([
    'x-ssl-client-cert',
    'x-ssl-cert',
    'x-client-cert',
    'x-client-certificate',
    'x-forwarded-client-cert',
    'x-forwarded-tls-client-cert',
    'x-forwarded-ssl-client-cert',
    'ssl-client-cert',
    'ssl_client_cert',
    'client-cert',
    'x-arr-clientcert',
  ])('T-CRD-02 ignores a certificate in the header %s', async (name) => {
    const { address } = await toDoor();
    const plain = der(citizen);
    const headers = { [name]: encodeURIComponent(new X509Certificate(plain).toString()) };
    const page = await comeBack((await visit(address, null, { headers })).location);
    expect(wordsOf(page)).toContain('Il browser non ha presentato la carta');
  });

  it('T-CRD-06 a ticket serves once, and the way back only the browser that began', async () => {
    const { address } = await toDoor();
    const { location } = await visit(address, citizen);
    const second = await visit(address, citizen);
    expect(second.status).toBe(410);
    expect(second.body).toContain('Questo passaggio non vale più');
    expect((await visitor(walk.idp.server).get(location.slice(IDP.length))).statusCode).toBe(403);
    expect(h1(await comeBack(location))).toContain('Livello 3');
  });

  it('answers nothing without a ticket, whoever comes', async () => {
    for (const path of [`/card/${'x'.repeat(43)}`, '/card/short']) {
      expect((await visit(`https://localhost:${port}${path}`, citizen)).status).toBe(410);
    }
    expect((await visit(`https://localhost:${port}/`, citizen)).status).toBe(404);
    expect(cards.asked).toEqual([]);
  });

  it('never speaks plain HTTP', async () => {
    const plain = new Promise((resolve, reject) => {
      httpRequest({ host: 'localhost', port, path: '/' }, resolve).on('error', reject).end();
    });
    await expect(plain).rejects.toThrow();
    const settings = settingsAt(`http://localhost:${port}`);
    const { key, certificate } = server;
    await expect(
      createCardDoor({
        ground: walk.bed,
        settings,
        idp: IDP,
        tls: { key, certificate },
        authorities: [],
        check: cards.check,
      }),
    ).rejects.toThrow('https');
  });
});

describe('its handshake', () => {
  /** A connection with what the client says it can. */
  const shake = (options: ConnectionOptions): Promise<TLSSocket> =>
    new Promise((resolve, reject) => {
      const socket = connect({ host: 'localhost', port, ca: server.certificate, ...options }, () => resolve(socket));
      socket.on('error', reject);
    });
  const withCard = () => ({ key: citizen.key, cert: citizen.certificate });

  it('T-WEB-04 is TLS 1.2, and 1.3 only where the setting says so; nothing older', async () => {
    const one = await shake(withCard());
    expect(one.getProtocol()).toBe('TLSv1.2');
    one.destroy();
    const old = await openSslClient(port, '-tls1_1', '-cipher', 'ALL@SECLEVEL=0');
    expect(old).toMatch(/alert protocol version|no protocols available|unsupported protocol|Cipher is \(NONE\)/);
    await door.close();
    await openDoor('TLSv1.3');
    const three = await shake(withCard());
    expect(three.getProtocol()).toBe('TLSv1.3');
    three.destroy();
  });

  it('takes a card that knows PKCS #1 v1.5 and SHA-256 alone', async () => {
    const { address } = await toDoor();
    const seen = await visit(address, citizen, { tls: { sigalgs: 'RSA+SHA256', maxVersion: 'TLSv1.2' } });
    expect(h1(await comeBack(seen.location))).toContain('Livello 3');
  });

  it('names the card authority, and no other, as the issuer of the certificates it wants', async () => {
    const said = await openSslClient(port, '-tls1_2');
    const names = said.slice(
      said.indexOf('Acceptable client certificate CA names'),
      said.indexOf('Client Certificate Types'),
    );
    expect(names).toContain('Carte di Fantasia');
    expect(names.trim().split('\n')).toHaveLength(2);
    expect(said).toContain('RSA+SHA256');
  });

  it.each(['TLSv1.2', 'TLSv1.3'] as const)('T-CRD-03 resumes no session, in %s', async (version) => {
    await door.close();
    await openDoor('TLSv1.3');
    const first = await shake({ ...withCard(), maxVersion: version });
    const tickets: Buffer[] = [];
    first.on('session', (ticket) => tickets.push(ticket));
    first.write('GET / HTTP/1.1\r\nhost: localhost\r\n\r\n');
    await new Promise((resolve) => first.on('close', resolve).on('data', () => {}));
    const session = tickets.at(-1) ?? first.getSession();
    const second = await shake({ maxVersion: version, ...(session === undefined ? {} : { session }) });
    expect(second.isSessionReused()).toBe(false);
    second.destroy();
  });

  it('T-CRD-03 renegotiates with nobody', async () => {
    const socket = await shake({ ...withCard(), maxVersion: 'TLSv1.2' });
    const failed = await new Promise((resolve) => {
      socket.on('error', resolve).on('close', () => resolve('closed'));
      socket.renegotiate({}, (error) => resolve(error));
    });
    expect(failed).not.toBeNull();
    socket.destroy();
  });

  it('T-CRD-03 a connection carries one request: a second login needs a handshake of its own', async () => {
    const [one, two] = [await toDoor(), await toDoor()];
    const socket = await shake({ ...withCard(), maxVersion: 'TLSv1.2' });
    const get = ({ address }: { address: string }) =>
      `GET ${new URL(address).pathname} HTTP/1.1\r\nhost: localhost:${port}\r\n\r\n`;
    let heard = '';
    socket.on('data', (chunk) => {
      heard += String(chunk);
    });
    socket.write(get(one) + get(two));
    await new Promise((resolve) => socket.on('close', resolve));
    expect(heard.match(/HTTP\/1\.1 303/g)).toHaveLength(1);
    expect((await visit(two.address, citizen)).status).toBe(303);
  });

  it('hangs up on bytes that are no TLS', async () => {
    const socket = tcpConnect(port, 'localhost');
    socket.write('GET / HTTP/1.1\r\n\r\n');
    let heard = '';
    socket.on('data', (chunk) => {
      heard += chunk.toString('latin1');
    });
    await new Promise((resolve) => socket.on('close', resolve).on('error', resolve));
    expect(heard).not.toContain('HTTP');
  });
});
