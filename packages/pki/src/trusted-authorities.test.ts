import { HOUR, MINUTE, utf8 } from '@tessera/base';
import { openSoftwareKeys } from '@tessera/keys';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCardAuthority } from './card-authority.ts';
import { letNextIssuingKeyServe, ownKeyFolder } from './testing/issuing-key-folder.ts';
import { openJudge, pem } from './testing/openssl.ts';
import { type Behaviour, openResponderServer, type ResponderServer } from './testing/responder-server.ts';
import { openTestAuthority, type TestAuthority } from './testing/test-authority.ts';
import { trustedAuthorities } from './trusted-authorities.ts';

const asPem = (certificates: readonly Uint8Array[]): string =>
  certificates.map((der) => pem('CERTIFICATE', der)).join('');

describe('authorities that a reader of cards trusts', () => {
  let test: TestAuthority;
  let server: ResponderServer;
  let anchors: readonly Uint8Array[];
  /** The certificate of a second issuing key. */
  let next: Uint8Array;
  beforeEach(async () => {
    test = await openTestAuthority('sqlite');
    server = await openResponderServer();
    anchors = await test.trust();
    next = await certifyNextKey(test);
    server.behave(async () => utf8(asPem([...anchors, next])));
  });
  afterEach(async () => {
    await server.close();
    await test.close();
  });

  const trust = () => trustedAuthorities({ anchors, published: server.address }, test.bed.clock);

  it('are the anchors alone where nothing is published', async () => {
    expect(await trustedAuthorities({ anchors, published: null }, test.bed.clock)()).toEqual(anchors);
  });

  it('promise 20: grow by what the authority publishes, without a restart', async () => {
    server.behave(async () => utf8(asPem(anchors)));
    const current = trust();
    expect(await current()).toEqual(anchors);
    server.behave(async () => utf8(asPem([...anchors, next])));
    test.bed.clock.advance(30 * MINUTE - 1);
    expect(await current()).toEqual(anchors);
    test.bed.clock.advance(1);
    expect(await current()).toEqual([...anchors, next]);
  });

  it('promise 25: ask once in half an hour, however many cards come at once', async () => {
    const current = trust();
    for (const known of await Promise.all(Array.from({ length: 20 }, current)))
      expect(known).toEqual([...anchors, next]);
    expect(server.asked()).toBe(1);
  });

  it('stay as they are while the address is away, slow, elsewhere, or talks nonsense', async () => {
    const current = trust();
    await current();
    const behaviours: readonly Behaviour[] = [
      async () => 'busy',
      async () => 'redirect',
      async () => 'silent',
      async () => new Uint8Array(100_000),
      async () => utf8('nothing'),
      async () => utf8(pem('CERTIFICATE', Uint8Array.of(0x30, 0)).replace('MA', '!!')),
    ];
    for (const behaviour of behaviours) {
      server.behave(behaviour);
      test.bed.clock.advance(HOUR);
      expect(await current()).toEqual([...anchors, next]);
    }
  });

  it('lose what the authority publishes no more', async () => {
    const current = trust();
    await current();
    server.behave(async () => utf8(asPem(anchors)));
    test.bed.clock.advance(HOUR);
    expect(await current()).toEqual(anchors);
  });

  it('T-CRD-01: are never a root that is published, nor whom another one certified, nor a citizen', async () => {
    const judge = openJudge();
    const make = 'req -x509 -newkey rsa:2048 -nodes -days 30 -outform DER';
    judge.run(`${make} -keyout own.key -out own.der -subj /C=IT/O=Tessera/CN=stranger`);
    judge.file('root.pem', pem('CERTIFICATE', judge.read('own.der')));
    const below = '-CA root.pem -CAkey own.key -addext basicConstraints=critical,CA:TRUE';
    judge.run(`${make} -keyout sub.key -out sub.der -subj /C=IT/O=Tessera/CN=below ${below}`);
    const strangers = [judge.read('own.der'), judge.read('sub.der')];
    judge.close();
    server.behave(async () => utf8(asPem([...strangers, test.certificate])));
    expect(await trust()()).toEqual(anchors);
  });

  it('hang on a root: an issuing authority alone among the anchors lets nobody in', async () => {
    const [, issuing] = anchors;
    const alone = issuing === undefined ? [] : [issuing];
    expect(await trustedAuthorities({ anchors: alone, published: server.address }, test.bed.clock)()).toEqual(alone);
  });
});

async function certifyNextKey({ bed, trust }: TestAuthority): Promise<Uint8Array> {
  bed.clock.advance(MINUTE);
  const folder = await ownKeyFolder(bed);
  await letNextIssuingKeyServe(folder);
  const authority = await openCardAuthority({ ...bed, keys: await openSoftwareKeys({ folder }) }, { addresses: null });
  const certificate = await authority.certificateOf('issuer');
  expect(await trust()).toContainEqual(certificate);
  return certificate;
}
