import { HOUR, MINUTE, SECOND } from '@tessera/base';
import { revokeIssuedCard } from '@tessera/registry';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkCardCertificate } from './card-certificate-check.ts';
import { revokeCertificateOf } from './citizen-certificate-store.ts';
import { ocspStatus } from './ocsp-status.ts';
import type { CertificateStatus } from './revocation-status.ts';
import { statusResponder } from './status-answer.ts';
import { forge } from './testing/forge.ts';
import { type Behaviour, openResponderServer, type ResponderServer } from './testing/responder-server.ts';
import { openTestAuthority, type TestAuthority } from './testing/test-authority.ts';
import { AuthorityInfoAccessExtension, CRLDistributionPointsExtension } from './x509.ts';

describe('status over OCSP', () => {
  let test: TestAuthority;
  let responder: ResponderServer;
  let lists: ResponderServer;
  beforeEach(async () => {
    test = await openTestAuthority('sqlite');
    responder = await openResponderServer();
    lists = await openResponderServer();
    responder.behave(test.authority.answerStatus);
    lists.behave(() => test.authority.revocationList('issuer'));
  });
  afterEach(async () => {
    await responder.close();
    await lists.close();
    await test.close();
  });

  const source = (list: 'list' | 'no list' = 'no list') =>
    ocspStatus({ responder: responder.address, list: list === 'list' ? lists.address : null });
  const ask = async (status = source(), at = test.bed.clock.now()): Promise<CertificateStatus> => {
    const issuer = await test.authority.certificateOf('issuer');
    return status({ certificate: test.certificate, issuer, issuers: [issuer], at });
  };
  const revoke = () =>
    test.bed.database.transaction(async (sql) => {
      await revokeIssuedCard(sql, test.card.serial, test.bed.clock.now());
      await revokeCertificateOf(sql, test.card.serial, test.bed.clock.now());
    });

  it('promise 6: says what the registry says, at once', async () => {
    expect(await ask()).toBe('good');
    await revoke();
    expect(await ask()).toBe('revoked');
  });

  it('T-CRD-05 is unknown, never good, while the source is down, silent, busy, elsewhere or talks nonsense', async () => {
    const behaviours: readonly Behaviour[] = [
      async () => 'busy',
      async () => 'redirect',
      async () => 'silent',
      async () => new Uint8Array(),
      async () => new Uint8Array(200_000),
      async () => Uint8Array.of(0x30, 0x03, 0x0a, 0x01, 0x01),
      async (question) => question,
    ];
    for (const behaviour of behaviours) {
      responder.behave(behaviour);
      expect(await ask()).toBe('unknown');
    }
    await responder.close();
    expect(await ask()).toBe('unknown');
  });

  it('T-CRD-05 never reads "good" out of an answer that was changed', async () => {
    await revoke();
    let at = 0;
    responder.behave(async (question) => {
      const answer = await test.authority.answerStatus(question);
      at = (at + 31) % answer.length;
      answer[at] = (answer[at] ?? 0) ^ 1;
      return answer;
    });
    for (let tried = 0; tried < 50; tried++) expect(await ask(), `byte ${at}`).not.toBe('good');
  });

  it('T-CRD-05 does not believe a replayed answer, whose nonce is another’s, or one to a question without', async () => {
    let first: Uint8Array | null = null;
    responder.behave(async (question) => {
      first ??= await test.authority.answerStatus(question);
      return first;
    });
    expect(await ask()).toBe('good');
    await revoke();
    expect(await ask()).toBe('unknown');
  });

  it('T-CRD-05 believes an answer for 15 minutes, and none from the future', async () => {
    const { clock } = test.bed;
    const made = Math.floor(clock.now() / SECOND) * SECOND;
    expect(await ask(source(), made + 15 * MINUTE)).toBe('good');
    expect(await ask(source(), made + 15 * MINUTE + SECOND)).toBe('unknown');
    expect(await ask(source(), made - MINUTE)).toBe('good');
    expect(await ask(source(), made - MINUTE - SECOND)).toBe('unknown');
  });

  it('T-CRD-05 believes only a responder whom the issuing authority appointed', async () => {
    // Certified by the root or by the issuing authority, and not to answer questions.
    for (const office of ['document-signer', 'issuer', 'root'] as const) {
      const usurper = statusResponder(test.bed, (name) => test.offices(name === 'responder' ? office : name));
      responder.behave(usurper);
      expect(await ask(), office).toBe('unknown');
    }
    const issuer = await test.authority.certificateOf('issuer');
    const root = await test.authority.certificateOf('root');
    responder.behave(test.authority.answerStatus);
    const question = { certificate: test.certificate, issuer, at: test.bed.clock.now() };
    expect(await source()({ ...question, issuers: [root] })).toBe('unknown');
    expect(await source()({ ...question, issuers: [] })).toBe('unknown');
  });

  it('T-CRD-05 falls back on a list that is still valid, which knows who is revoked', async () => {
    responder.behave(async () => 'busy');
    expect(await ask(source('list'))).toBe('good');
    await revoke();
    expect(await ask(source('list'))).toBe('revoked');
  });

  it('T-CRD-05 keeps a list for 24 hours, also when nobody answers any more, and is closed after them', async () => {
    const status = source('list');
    const made = Math.floor(test.bed.clock.now() / SECOND) * SECOND;
    expect(await ask(status)).toBe('good');
    await responder.close();
    await lists.close();
    expect(await ask(status, made + 24 * HOUR - SECOND)).toBe('good');
    expect(await ask(status, made + 24 * HOUR)).toBe('unknown');
  });

  it('T-CRD-05 takes no list that is another’s, changed, or older than the one it has', async () => {
    responder.behave(async () => 'busy');
    const old = await test.authority.revocationList('issuer');
    lists.behave(() => test.authority.revocationList('root'));
    expect(await ask(source('list'))).toBe('unknown');
    lists.behave(async () => {
      const changed = Uint8Array.from(old);
      changed[60] = (changed[60] ?? 0) ^ 1;
      return changed;
    });
    expect(await ask(source('list'))).toBe('unknown');

    const status = source('list');
    test.bed.clock.advance(2 * HOUR);
    await revoke();
    lists.behave(() => test.authority.revocationList('issuer'));
    expect(await ask(status)).toBe('revoked');
    lists.behave(async () => old);
    test.bed.clock.advance(2 * HOUR);
    expect(await ask(status)).toBe('revoked');
  });

  it('T-CRD-05 believes "unknown" even where a list would not name the certificate', async () => {
    const entered = { ...test.entered, number: '4f'.repeat(16) };
    const certificate = await test.authority.signCitizenCertificate(entered, test.holder);
    const issuer = await test.authority.certificateOf('issuer');
    const question = { certificate, issuer, issuers: [issuer], at: test.bed.clock.now() };
    expect(await source('list')(question)).toBe('unknown');
  });

  it('promise 25, T-CRD-04: nobody is called because a certificate says so', async () => {
    const trap = await openResponderServer();
    const further = [
      new AuthorityInfoAccessExtension({ ocsp: [trap.address.href], caIssuers: [trap.address.href] }),
      new CRLDistributionPointsExtension([trap.address.href]),
    ];
    const check = async (der: Uint8Array) =>
      checkCardCertificate(der, { trust: await test.trust(), at: test.bed.clock.now(), status: source('list') });
    expect((await check(await forge(test, { further }))).outcome).toBe('genuine');
    const askedBefore = responder.asked();
    expect((await check(await forge(test, { further, signedBy: 'document-signer' }))).outcome).toBe('not-ours');
    expect(responder.asked()).toBe(askedBefore);
    expect(trap.asked()).toBe(0);
    await trap.close();
  });
});
