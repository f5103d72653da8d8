import { hex } from '@tessera/base';
import { revokeIssuedCard } from '@tessera/registry';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { revokeCertificateOf } from './citizen-certificate-store.ts';
import { type Judge, openJudge, pem } from './testing/openssl.ts';
import { openTestAuthority, TEST_ORIGIN, type TestAuthority } from './testing/test-authority.ts';

describe('OpenSSL, a stranger, judges', () => {
  let test: TestAuthority;
  let judge: Judge;
  beforeAll(async () => {
    test = await openTestAuthority('sqlite');
    judge = openJudge();
    judge.file('root.pem', pem('CERTIFICATE', await test.authority.certificateOf('root')));
    judge.file('issuing.pem', pem('CERTIFICATE', await test.authority.certificateOf('issuer')));
    judge.file('citizen.pem', pem('CERTIFICATE', test.certificate));
  });
  afterAll(async () => {
    judge.close();
    await test.close();
  });

  const verified = (options: string): string =>
    judge.run(`verify -x509_strict -CAfile root.pem -untrusted issuing.pem ${options} citizen.pem`).output;
  const againstLists = async (): Promise<string> => {
    for (const issuer of ['root', 'issuer'] as const)
      judge.file(`${issuer}.crl`, pem('X509 CRL', await test.authority.revocationList(issuer)));
    return verified('-crl_check_all -CRLfile root.crl -CRLfile issuer.crl');
  };
  const asked = async (issuer: string): Promise<string> => {
    judge.run(`ocsp -issuer ${issuer} -cert citizen.pem -reqout request.der`);
    judge.file('answer.der', await test.authority.answerStatus(judge.read('request.der')));
    const trust = '-CAfile root.pem -verify_other issuing.pem';
    // The nonce is judged over HTTP, in the tests of the authority's door: here the question is asked twice.
    return judge.run(`ocsp -issuer ${issuer} -cert citizen.pem -no_nonce -respin answer.der ${trust}`).output;
  };

  it('accepts the chain, by the letter of the standard, for a client and under the card’s policy', () => {
    const policy = '-purpose sslclient -policy_check -explicit_policy -policy';
    expect(verified(`${policy} 1.3.76.47.4`)).toContain('citizen.pem: OK');
    expect(verified(`${policy} 1.3.76.16.2.1`)).toContain('no explicit policy');
    expect(verified('-purpose sslserver')).toContain('unsuitable certificate purpose');
  });

  it('reads the citizen as servers of the card expect', () => {
    const { output } = judge.run('x509 -in citizen.pem -noout -text -nameopt sep_multiline,utf8');
    const { fiscalCode } = test.citizen;
    expect(output).toContain("SN=D'Oróscopo");
    expect(output).toContain('GN=Gelsomina');
    expect(output).toContain(`serialNumber=TINIT-${fiscalCode}`);
    expect(output).toMatch(new RegExp(`CN=${fiscalCode}/${test.card.serial}\\.[A-Za-z0-9+/]{27}=`));
    expect(output).toContain('Public-Key: (2048 bit)');
    expect(output).toContain('Policy: 1.3.76.47.4');
    expect(output).toContain(`OCSP - URI:${TEST_ORIGIN}/ocsp`);
    expect(output).toContain(`URI:${TEST_ORIGIN}/crl/issuing.crl`);
    expect(judge.run('x509 -in root.pem -noout -text').output).toContain('Public-Key: (4096 bit)');
  });

  it('accepts a security object of either form, and finds in it the one-byte tags of the card', async () => {
    const files = new Map([
      [0xa1, Uint8Array.of(1)],
      [0x1b, Uint8Array.of(2)],
    ]);
    for (const [form, hash, signature] of [
      ['classic', 'sha256', 'sha256WithRSAEncryption'],
      ['newer', 'sha512', 'rsassaPss'],
    ] as const) {
      const object = await test.authority.signSecurityObject(files, form);
      expect(hex(object.subarray(0, 2))).toBe('7782');
      judge.file('sod.der', object.subarray(4));
      const judged = judge.run('cms -verify -inform DER -in sod.der -CAfile root.pem -purpose any -out list.der');
      expect(judged.output).toContain('Verification successful');
      expect(hex(judge.read('list.der'))).toMatch(/02011b04[\s\S]*0201a104/);
      const { output } = judge.run('cms -cmsout -print -inform DER -in sod.der');
      expect(output).toContain(`algorithm: ${hash}`);
      expect(output).toContain(`algorithm: ${signature}`);
      expect(output).toMatch(/signedAttrs:\s+object: contentType[\s\S]+object: messageDigest/);
    }
  });

  it('promise 6: believes list and answer, which turn with the registry', async () => {
    expect(await againstLists()).toContain('citizen.pem: OK');
    expect(await asked('issuing.pem')).toMatch(/citizen.pem: good[\s\S]*Response verify OK/);
    const { database, clock } = test.bed;
    await database.transaction(async (sql) => {
      await revokeIssuedCard(sql, test.card.serial, clock.now());
      await revokeCertificateOf(sql, test.card.serial, clock.now());
    });
    expect(await againstLists()).toContain('certificate revoked');
    expect(await asked('issuing.pem')).toMatch(/citizen.pem: revoked[\s\S]*Response verify OK/);
  });

  it('is told "malformed" of what is no question, and "unknown" of a stranger’s certificate', async () => {
    judge.file('broken.der', await test.authority.answerStatus(Uint8Array.of(0x30, 0x00)));
    expect(judge.run('ocsp -respin broken.der -text').output).toContain('malformedrequest');
    judge.run('req -x509 -newkey rsa:2048 -nodes -keyout stranger.key -out stranger.pem -subj /CN=stranger');
    expect(await asked('stranger.pem')).toContain('citizen.pem: unknown');
  });
});
