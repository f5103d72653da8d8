import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DAY, type Keys, KeysUnavailable, MINUTE } from '@tessera/base';
import { openSoftwareKeys, renewKeys } from '@tessera/keys';
import { recordCard, revokeIssuedCard } from '@tessera/registry';
import { eachEngine } from '@tessera/testbed';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { trustedCertificates } from './authority-certificate-store.ts';
import { type CardAuthorityPki, openCardAuthority } from './card-authority.ts';
import { checkCardCertificate } from './card-certificate-check.ts';
import { revokeCertificateOf } from './citizen-certificate-store.ts';
import { enterCertificate } from './issue-citizen-certificate.ts';
import { ocspStatus } from './ocsp-status.ts';
import { letNextIssuingKeyServe, ownKeyFolder } from './testing/issuing-key-folder.ts';
import { type Judge, openJudge, pem } from './testing/openssl.ts';
import { openResponderServer, type ResponderServer } from './testing/responder-server.ts';
import { openTestAuthority, TEST_ORIGIN, type TestAuthority } from './testing/test-authority.ts';

describe('a new issuing key', () => {
  eachEngine((engine) => {
    let test: TestAuthority;
    let folder: string;
    let judge: Judge;
    let source: ResponderServer;
    beforeEach(async () => {
      // Strangers look at their watch: what is made a minute later is made now.
      test = await openTestAuthority(engine, { now: Date.now() - MINUTE });
      folder = await ownKeyFolder(test.bed);
      judge = openJudge();
      source = await openResponderServer();
    });
    afterEach(async () => {
      await source.close();
      judge.close();
      await test.close();
    });

    const node = async (): Promise<{ readonly authority: CardAuthorityPki; readonly keys: Keys }> => {
      const keys = await openSoftwareKeys({ folder });
      const authority = await openCardAuthority({ ...test.bed, keys }, { addresses: { origin: TEST_ORIGIN } });
      return { authority, keys };
    };
    /** Some time after the first: the keys are numbered as they came. */
    const renew = (): void => {
      test.bed.clock.advance(MINUTE);
      renewKeys({ folder }, 'card-issuer');
    };
    const cardBy = async ({ authority, keys }: Awaited<ReturnType<typeof node>>) => {
      const { municipality } = test.card;
      const card = await recordCard(test.bed.database, test.bed, { citizen: test.citizen, municipality });
      const entered = await enterCertificate(test.bed.database, { ...test.bed, keys }, card);
      return { entered, certificate: await authority.signCitizenCertificate(entered, test.holder) };
    };

    it('promise 20: waits, is certified and published meanwhile, and signs afterwards', async () => {
      const before = await node();
      expect(await before.authority.issuingKeys()).toMatchObject([{ papers: 'issuing' }]);
      renew();
      // The same process, which nobody started anew.
      expect(await before.authority.issuingKeys()).toMatchObject([{ papers: 'issuing' }, { papers: 'issuing-2' }]);
      const [first, second] = await before.authority.issuingKeys();
      expect((await cardBy(before)).entered.issuer).toBe(first?.kid);
      await letNextIssuingKeyServe(folder);
      const after = await node();
      expect((await cardBy(after)).entered.issuer).toBe(second?.kid);
      expect(await after.authority.issuingKeys()).toEqual([first, second]);
    });

    it('promise 6: cards of both keys enter, by OpenSSL and by our own check, and both can be revoked', async () => {
      const old = { entered: test.entered, certificate: test.certificate };
      renew();
      await letNextIssuingKeyServe(folder);
      const now = await node();
      const young = await cardBy(now);
      const { authority } = now;
      judge.file('root.pem', pem('CERTIFICATE', await authority.certificateOf('root')));
      for (const { papers, kid, certificate } of await authority.issuingKeys()) {
        judge.file(`${papers}.pem`, pem('CERTIFICATE', certificate));
        judge.file(`${papers}.crl`, pem('X509 CRL', await authority.revocationList({ issuingKey: kid })));
      }
      judge.file('root.crl', pem('X509 CRL', await authority.revocationList('root')));
      const cards = [
        { ...old, papers: 'issuing' },
        { ...young, papers: 'issuing-2' },
      ] as const;
      for (const { certificate, papers } of cards) {
        judge.file('card.pem', pem('CERTIFICATE', certificate));
        const lists = `-crl_check_all -CRLfile root.crl -CRLfile ${papers}.crl`;
        const chain = `verify -x509_strict -CAfile root.pem -untrusted ${papers}.pem ${lists} card.pem`;
        expect(judge.run(chain).output).toContain('card.pem: OK');
        expect(judge.run('x509 -in card.pem -noout -text').output).toContain(`URI:${TEST_ORIGIN}/crl/${papers}.crl`);
        judge.run(`ocsp -issuer ${papers}.pem -cert card.pem -reqout question.der`);
        judge.file('answer.der', await authority.answerStatus(judge.read('question.der')));
        const answer = `ocsp -issuer ${papers}.pem -cert card.pem -no_nonce -respin answer.der -CAfile root.pem -verify_other ${papers}.pem`;
        expect(judge.run(answer).output).toMatch(/card.pem: good[\s\S]*Response verify OK/);
      }
      source.behave(authority.answerStatus);
      const status = ocspStatus({ responder: source.address, list: null });
      const check = async (der: Uint8Array) => {
        const trust = await trustedCertificates(test.bed.database);
        return checkCardCertificate(der, { trust, at: test.bed.clock.now(), status });
      };
      for (const { certificate, entered } of cards) {
        expect(await check(certificate)).toMatchObject({ outcome: 'genuine', state: 'valid' });
        await test.bed.database.transaction(async (sql) => {
          await revokeIssuedCard(sql, entered.cardSerial, test.bed.clock.now());
          await revokeCertificateOf(sql, entered.cardSerial, test.bed.clock.now());
        });
        expect(await check(certificate)).toMatchObject({ outcome: 'genuine', state: 'revoked' });
      }
    });

    it('T-CRD-05: while nobody answers, one list decides for cards of both keys', async () => {
      renew();
      await letNextIssuingKeyServe(folder);
      const now = await node();
      const young = await cardBy(now);
      const [first] = await now.authority.issuingKeys();
      source.behave(() => now.authority.revocationList({ issuingKey: first?.kid ?? '' }));
      const dead = await openResponderServer();
      await dead.close();
      const trust = await trustedCertificates(test.bed.database);
      const at = test.bed.clock.now();
      for (const certificate of [test.certificate, young.certificate]) {
        const status = ocspStatus({ responder: dead.address, list: source.address });
        expect(await checkCardCertificate(certificate, { trust, at, status })).toMatchObject({ state: 'valid' });
      }
    });

    it('signs a card that was entered before it with the key that it was entered for', async () => {
      const before = await node();
      const { entered, certificate } = await cardBy(before);
      renew();
      await letNextIssuingKeyServe(folder);
      const { authority } = await node();
      expect(await authority.signCitizenCertificate(entered, test.holder)).toEqual(certificate);
    });

    it('answers for a number only where the key is named that it was entered for', async () => {
      renew();
      await letNextIssuingKeyServe(folder);
      const { authority } = await node();
      const [, second] = await authority.issuingKeys();
      judge.file('second.pem', pem('CERTIFICATE', second?.certificate ?? new Uint8Array()));
      judge.file('card.pem', pem('CERTIFICATE', test.certificate));
      judge.run('ocsp -issuer second.pem -cert card.pem -reqout question.der');
      judge.file('answer.der', await authority.answerStatus(judge.read('question.der')));
      const { output } = judge.run('ocsp -issuer second.pem -cert card.pem -no_nonce -respin answer.der -noverify');
      expect(output).toContain('card.pem: unknown');
    });

    it('promise 32: stands alone once the old one was taken away: no papers of that one, and no answer', async () => {
      renew();
      await letNextIssuingKeyServe(folder);
      const [first, second] = await (await node()).authority.issuingKeys();
      await rm(join(folder, 'sign-card-issuer-RS256.1.sealed'));
      const { authority } = await node();
      expect(await authority.issuingKeys()).toEqual([second]);
      await expect(authority.revocationList({ issuingKey: first?.kid ?? '' })).rejects.toThrow(KeysUnavailable);
      // As the authority's door answers: 503.
      source.behave((question) => authority.answerStatus(question).catch(() => 'busy' as const));
      const trust = await trustedCertificates(test.bed.database);
      const status = ocspStatus({ responder: source.address, list: null });
      expect(await checkCardCertificate(test.certificate, { trust, at: test.bed.clock.now(), status })).toEqual({
        outcome: 'status-unknown',
      });
    });

    it('leaves the old one its certificate until it ends, and nobody below it lives longer', async () => {
      renew();
      await letNextIssuingKeyServe(folder);
      const { authority } = await node();
      const [first, second] = await authority.issuingKeys();
      // Nearly fifteen years: the old certificate has ten days left, and the responder's would last ninety.
      test.bed.clock.advance((15 * 365 - 10) * DAY);
      const later = await node();
      const [same, renewed] = await later.authority.issuingKeys();
      expect(same).toEqual(first);
      expect(renewed?.certificate).not.toEqual(second?.certificate);
      judge.file('old.pem', pem('CERTIFICATE', first?.certificate ?? new Uint8Array()));
      judge.file('card.pem', pem('CERTIFICATE', test.certificate));
      judge.run('ocsp -issuer old.pem -cert card.pem -reqout question.der');
      judge.file('answer.der', await later.authority.answerStatus(judge.read('question.der')));
      const [, end] = /notAfter=(.*)/.exec(judge.run('x509 -in old.pem -noout -enddate').output) ?? [];
      const shown = judge.run('ocsp -respin answer.der -noverify -resp_text').output;
      expect(shown).toContain(`Not After : ${end}`);
    });
  });
});
