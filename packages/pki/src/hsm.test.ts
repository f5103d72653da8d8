import { keysWithHsm, openHsmToken } from '@tessera/keys';
import { openSoftHsm, softHsmMissing } from '@tessera/keys/testing';
import { migrations as registry } from '@tessera/registry';
import { openTestbed } from '@tessera/testbed';
import { describe, expect, it } from 'vitest';
import { trustedCertificates } from './authority-certificate-store.ts';
import { openCardAuthority } from './card-authority.ts';
import { checkCardCertificate } from './card-certificate-check.ts';
import { migrations as pki } from './migrations.ts';
import { openJudge, pem } from './testing/openssl.ts';
import { citizenKey } from './testing/test-authority.ts';

const missing = softHsmMissing();

describe.skipIf(missing !== null)('a card authority whose keys are in an HSM', () => {
  it('issues certificates that OpenSSL verifies, and that our own check believes', async () => {
    const hsm = await openSoftHsm();
    const token = await openHsmToken(hsm.place);
    const bed = await openTestbed('sqlite', { migrations: [...registry, ...pki], now: Date.now() });
    const judge = openJudge();
    // The ceremony: two pairs, generated inside, whose private halves never come out.
    token.make('card-root', 'RS256');
    token.make('card-issuer', 'RS256');
    const keys = keysWithHsm(bed.keys, token, new Set(['card-root', 'card-issuer']));
    const authority = await openCardAuthority({ ...bed, keys }, { addresses: null });

    const entered = {
      number: '4f'.repeat(16),
      cardSerial: 'CA00000AA',
      issuer: keys.signer('card-issuer', 'RS256').kid,
      issuedAt: bed.clock.now(),
      expiresAt: bed.clock.now() + 86_400_000,
      revokedAt: null,
    };
    const { publicKey } = citizenKey();
    const name = { fiscalCode: 'FNTPRV90E57Z999X', givenName: 'Prova', familyName: 'Finta' };
    const holder = { ...name, holderData: new Uint8Array(), publicKey };
    const certificate = await authority.signCitizenCertificate(entered, holder);
    judge.file('root.pem', pem('CERTIFICATE', await authority.certificateOf('root')));
    judge.file('issuing.pem', pem('CERTIFICATE', await authority.certificateOf('issuer')));
    judge.file('citizen.pem', pem('CERTIFICATE', certificate));
    const verified = 'verify -x509_strict -CAfile root.pem -untrusted issuing.pem -purpose sslclient citizen.pem';
    expect(judge.run(verified).output).toContain('citizen.pem: OK');
    const trust = await trustedCertificates(bed.database);
    const against = { trust, at: bed.clock.now(), status: async () => 'good' as const };
    expect(await checkCardCertificate(certificate, against)).toMatchObject({ outcome: 'genuine', serial: 'CA00000AA' });

    token.close();
    judge.close();
    await bed.close();
    await hsm.close();
  });
});

it.runIf(missing !== null)('a card authority in an HSM is not tried here', ({ skip }) => skip(missing ?? ''));
