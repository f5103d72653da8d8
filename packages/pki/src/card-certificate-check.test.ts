import { createPublicKey } from 'node:crypto';
import { DAY, SECOND } from '@tessera/base';
import { revokeIssuedCard } from '@tessera/registry';
import { eachEngine } from '@tessera/testbed';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkCardCertificate } from './card-certificate-check.ts';
import { registryStatus } from './registry-status.ts';
import type { RevocationStatus } from './revocation-status.ts';
import { type Forgery, forge } from './testing/forge.ts';
import { type Judge, openJudge, pem } from './testing/openssl.ts';
import { openTestAuthority, type TestAuthority } from './testing/test-authority.ts';
import { Extension, KeyUsageFlags } from './x509.ts';

describe('card certificate', () => {
  eachEngine((engine) => {
    let test: TestAuthority;
    let asked: number;
    beforeEach(async () => {
      test = await openTestAuthority(engine);
      asked = 0;
    });
    afterEach(() => test.close());

    const check = async (der: Uint8Array, changes: { at?: number; status?: RevocationStatus } = {}) => {
      const status = changes.status ?? registryStatus(test.bed.database);
      return checkCardCertificate(der, {
        trust: await test.trust(),
        at: changes.at ?? test.bed.clock.now(),
        status: (question) => {
          asked++;
          return status(question);
        },
      });
    };

    it('is genuine, and says whose it is and with which key', async () => {
      const spki = createPublicKey(test.privateKey).export({ format: 'der', type: 'spki' });
      expect(await check(test.certificate)).toEqual({
        outcome: 'genuine',
        fiscalCode: test.citizen.fiscalCode,
        serial: test.card.serial,
        state: 'valid',
        publicKey: new Uint8Array(spki),
      });
      expect((await check(await forge(test))).outcome).toBe('genuine');
    });

    it('promise 6: is revoked in the very question after the registry was told', async () => {
      await revokeIssuedCard(test.bed.database, test.card.serial, test.bed.clock.now());
      expect(await check(test.certificate)).toMatchObject({ outcome: 'genuine', state: 'revoked' });
    });

    it('T-CRD-01 ends with the last second of the card’s last day in Italy', async () => {
      const { expiresAt } = test.entered;
      expect(await check(test.certificate, { at: expiresAt })).toMatchObject({ state: 'valid' });
      asked = 0;
      expect(await check(test.certificate, { at: expiresAt + SECOND })).toMatchObject({
        outcome: 'genuine',
        state: 'expired',
      });
      expect(asked).toBe(0);
    });

    it('T-CRD-01 T-CRD-04 is not ours, and nobody is asked about it, when it is right in all but one thing', async () => {
      const { fiscalCode } = test.citizen;
      const digest = `${'A'.repeat(27)}=`;
      const forgeries: readonly Forgery[] = [
        { notBefore: test.bed.clock.now() + DAY },
        { usages: KeyUsageFlags.keyEncipherment },
        { usages: KeyUsageFlags.digitalSignature | KeyUsageFlags.keyCertSign },
        { ca: true },
        { extendedUsages: ['1.3.6.1.5.5.7.3.1'] },
        { policies: ['1.3.76.16.2.1'] },
        { policies: ['1.2.3.4'] },
        // By the root, straight: citizens' certificates come from the issuing authority.
        { signedBy: 'root' },
        // By somebody whom the root certified, and who is no authority.
        { signedBy: 'document-signer' },
        { signedBy: 'responder' },
        { further: [new Extension('1.2.3.4.5', true, Uint8Array.of(5, 0))] },
        { commonName: fiscalCode },
        { commonName: `${fiscalCode}/1234567890123456.${digest}` },
        { commonName: `BNCMRA80A01H501X/${test.card.serial}.${digest}` },
        { taxNumber: 'TINIT-BNCMRA80A01H501X' },
        { taxNumber: `PNOIT-${fiscalCode}` },
        { publicKey: await ellipticKey() },
      ];
      for (const forgery of forgeries)
        expect(await check(await forge(test, forgery)), JSON.stringify(forgery)).toEqual({ outcome: 'not-ours' });
      expect(asked).toBe(0);
    });

    it('T-CRD-05 is of unknown status when its source says so: nothing is good by default', async () => {
      expect(await check(test.certificate, { status: async () => 'unknown' })).toEqual({ outcome: 'status-unknown' });
      // Signed by our own authority under a number that it never entered.
      const entered = { ...test.entered, number: '4f'.repeat(16) };
      expect(await check(await test.authority.signCitizenCertificate(entered, test.holder))).toEqual({
        outcome: 'status-unknown',
      });
    });

    it('hangs on a root: the issuing authority alone is trusted for nothing, nor is a root of the same name', async () => {
      const issuing = await test.authority.certificateOf('issuer');
      const rest = { at: test.bed.clock.now(), status: registryStatus(test.bed.database) };
      expect(await checkCardCertificate(test.certificate, { ...rest, trust: [issuing] })).toEqual({
        outcome: 'not-ours',
      });
    });
  });
});

describe('certificates of strangers', () => {
  let test: TestAuthority;
  let judge: Judge;
  beforeEach(async () => {
    test = await openTestAuthority('sqlite');
    judge = openJudge();
    judge.file('extensions', EXTENSIONS);
  });
  afterEach(async () => {
    judge.close();
    await test.close();
  });

  const check = async (name: string, further: readonly string[] = []) => {
    judge.run(`x509 -in ${name} -outform DER -out shown.der`);
    const others = further.map((each) => {
      judge.run(`x509 -in ${each} -outform DER -out trusted.der`);
      return judge.read('trusted.der');
    });
    return checkCardCertificate(judge.read('shown.der'), {
      trust: [...(await test.trust()), ...others],
      // OpenSSL dates what it makes by the machine's clock, which does not stand still.
      at: Date.now() + SECOND,
      status: good,
    });
  };
  /** As on the card: C, serialNumber, surname, given name, CN. */
  const subject = (): string => {
    const { fiscalCode } = test.citizen;
    const name = `${fiscalCode}\\/${test.card.serial}.${'A'.repeat(27)}=`;
    return `/C=IT/serialNumber=TINIT-${fiscalCode}/SN=Rossi/GN=Ada/CN=${name}`;
  };
  const authority = (name: string, commonName: string, options = ''): void => {
    const made = `req -x509 -newkey rsa:2048 -nodes -keyout ${name}.key -out ${name}.pem -days 30`;
    judge.run(`${made} -subj /C=IT/O=Tessera/CN=${commonName} -config extensions -extensions authority${options}`);
  };
  const issue = (by: string, options = '-sha256'): void => {
    judge.run(`req -new -newkey rsa:2048 -nodes -keyout c.key -out c.csr -config extensions -subj ${subject()}`);
    const signed = `x509 -req -in c.csr -CA ${by}.pem -CAkey ${by}.key -set_serial 77 -days 10 -out c.pem`;
    const done = judge.run(`${signed} -extfile extensions -extensions citizen ${options}`);
    expect(done.well, done.output).toBe(true);
  };

  it('T-CRD-01 is refused with any byte changed, and what is no certificate is too', async () => {
    const against = { trust: await test.trust(), at: test.bed.clock.now(), status: good };
    for (let at = 0; at < test.certificate.length; at += STRIDE) {
      const changed = Uint8Array.from(test.certificate);
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      const found = await checkCardCertificate(changed, against);
      expect(found, `byte ${at}`).toEqual({ outcome: 'not-ours' });
    }
    const cut = test.certificate.subarray(0, -1);
    const padded = Uint8Array.of(...test.certificate, 0);
    for (const bytes of [new Uint8Array(), cut, padded, new Uint8Array(100_000).fill(0x30)])
      expect(await checkCardCertificate(bytes, against)).toEqual({ outcome: 'not-ours' });
  });

  it('T-CRD-01 made with OpenSSL are refused: self-signed, by another authority, by one that took our name, by another country', async () => {
    judge.run(
      `req -x509 -newkey rsa:2048 -nodes -keyout s.key -out s.pem -config extensions -extensions citizen -subj ${subject()}`,
    );
    expect(await check('s.pem')).toEqual({ outcome: 'not-ours' });
    for (const name of ['Nobody', 'Tessera_issuing_CA', 'Bundesdruckerei']) {
      authority('other', name);
      issue('other');
      expect(await check('c.pem')).toEqual({ outcome: 'not-ours' });
    }
    judge.file('real.pem', pem('CERTIFICATE', await test.authority.certificateOf('issuer')));
    const { output } = judge.run('x509 -in real.pem -noout -subject -nameopt RFC2253');
    expect(output).toContain('CN=Tessera issuing CA for identity cards');
  });

  it('made with OpenSSL are believed where their root is trusted: the form is the one that OpenSSL writes too', async () => {
    authority('root', 'Other_root');
    judge.run('req -new -newkey rsa:2048 -nodes -keyout sub.key -out sub.csr -config extensions -subj /CN=Other_sub');
    judge.run(
      'x509 -req -in sub.csr -CA root.pem -CAkey root.key -set_serial 5 -days 20 -out sub.pem -extfile extensions -extensions authority',
    );
    issue('sub');
    expect(await check('c.pem', ['root.pem', 'sub.pem'])).toMatchObject({
      outcome: 'genuine',
      fiscalCode: test.citizen.fiscalCode,
    });
    // The same chain, signed with SHA-1 (promise 27).
    issue('sub', '-sha1');
    expect(await check('c.pem', ['root.pem', 'sub.pem'])).toEqual({ outcome: 'not-ours' });
  });
});

/** Bytes between two that are changed. An odd number: each of the eight bits has its turn. */
const STRIDE = 9;
const good: RevocationStatus = async () => 'good';

const EXTENSIONS = `
[req]
distinguished_name = dn
prompt = no
[dn]
CN = replaced
[authority]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign,cRLSign
[citizen]
basicConstraints = critical,CA:false
keyUsage = critical,digitalSignature
extendedKeyUsage = clientAuth
certificatePolicies = 1.3.76.47.4
`;

async function ellipticKey(): Promise<Uint8Array<ArrayBuffer>> {
  const { subtle } = globalThis.crypto;
  const pair = await subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign']);
  return new Uint8Array(await subtle.exportKey('spki', pair.publicKey));
}
