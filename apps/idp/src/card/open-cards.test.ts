import { X509Certificate } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MINUTE } from '@tessera/base';
import { openSoftwareKeys } from '@tessera/keys';
import { personWithCard, tables } from '@tessera/login/testing';
import { migrations as oidc } from '@tessera/oidc';
import { type CardAuthorityPki, openCardAuthority, migrations as pki, trustedCertificates } from '@tessera/pki';
import { letNextIssuingKeyServe, openResponderServer, ownKeyFolder } from '@tessera/pki/testing';
import { openTestbed, type Testbed } from '@tessera/testbed';
import { freePort } from '@tessera/web/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueChip } from '../testing/issued-card.ts';
import { settingsAt } from '../testing/login-server.tsx';
import { openCertificateDesk } from '../testing/openssl.ts';
import { cardSettings } from './card-environment.ts';
import { certificatesIn, openCards } from './open-cards.ts';

describe('cards in production', () => {
  let bed: Testbed;
  let folder: string;
  beforeAll(async () => {
    bed = await openTestbed('sqlite', { migrations: [...tables, ...oidc, ...pki] });
    folder = await mkdtemp(join(tmpdir(), 'tessera-cards-'));
  });
  afterAll(async () => {
    await bed.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('T-CRD-05 open the door, trust the file, and are closed while the responder is away', async () => {
    const authority = await openCardAuthority(bed, { addresses: null });
    const desk = openCertificateDesk();
    const server = desk.selfSigned('localhost');
    desk.close();
    const paths = {
      authorities: join(folder, 'a.pem'),
      key: join(folder, 'd.key'),
      certificate: join(folder, 'd.pem'),
    };
    await writeFile(paths.authorities, pem(await trustedCertificates(bed.database)));
    await writeFile(paths.key, server.key);
    await writeFile(paths.certificate, server.certificate);
    const [port, silent] = [await freePort(), await freePort()];
    const settings = cardSettings({
      TESSERA_CARD_AUTHORITIES: paths.authorities,
      TESSERA_CARD_RESPONDER: `http://127.0.0.1:${silent}/ocsp`,
      TESSERA_CARD_DOOR: `https://localhost:${port}`.replace(/:443$/, ''),
      TESSERA_CARD_DOOR_PORT: String(port),
      TESSERA_CARD_DOOR_KEY: paths.key,
      TESSERA_CARD_DOOR_CERTIFICATE: paths.certificate,
    });
    if (settings === null) throw new Error('the settings say nothing of cards');
    const app = settingsAt('https://idp.example.it');
    const { options, door } = await openCards(settings, { ground: bed, app, host: 'localhost' });
    try {
      expect(JSON.stringify(door?.addresses())).toContain(`"port":${port}`);
      expect(options).toMatchObject({ door: `https://localhost:${port}`, softwareCie: undefined });
      const { pair } = await issueChip(bed, authority, await personWithCard(bed));
      const { raw } = new X509Certificate(pair.certificate);
      expect(await options.check(raw)).toEqual({ outcome: 'status-unknown' });
      expect(await options.check(new X509Certificate(server.certificate).raw)).toEqual({ outcome: 'not-ours' });
    } finally {
      await door?.close();
    }
  });

  it('promise 20 learn a new issuing key from the address that they were given, without a restart', async () => {
    const old = await openCardAuthority(bed, { addresses: null });
    const file = join(folder, 'before.pem');
    await writeFile(file, pem(await trustedCertificates(bed.database)));
    const published = await openResponderServer();
    const settings = cardSettings({
      TESSERA_CARD_AUTHORITIES: file,
      TESSERA_CARD_ISSUERS: published.address.href,
      TESSERA_CARD_RESPONDER: `http://127.0.0.1:${await freePort()}/ocsp`,
      TESSERA_SOFTWARE_CIE: 'http://127.0.0.1:4490',
    });
    if (settings === null) throw new Error('the settings say nothing of cards');
    const { options } = await openCards(settings, { ground: bed, app: settingsAt('https://idp.example.it'), host: '' });
    const cardBy = async (authority: CardAuthorityPki, keys = bed.keys) => {
      const { pair } = await issueChip({ ...bed, keys }, authority, await personWithCard(bed));
      return new X509Certificate(pair.certificate).raw;
    };
    const ours = { outcome: 'status-unknown' };
    expect(await options.check(await cardBy(old))).toEqual(ours);

    const keyFolder = await ownKeyFolder(bed);
    bed.clock.advance(30 * MINUTE);
    await letNextIssuingKeyServe(keyFolder);
    const keys = await openSoftwareKeys({ folder: keyFolder });
    const young = await cardBy(await openCardAuthority({ ...bed, keys }, { addresses: null }), keys);
    expect(await options.check(young)).toEqual({ outcome: 'not-ours' });
    published.behave(async () => Buffer.from(pem(await trustedCertificates(bed.database))));
    bed.clock.advance(30 * MINUTE);
    expect(await options.check(young)).toEqual(ours);
    expect(await options.check(await cardBy(old))).toEqual(ours);
    await published.close();
  });

  it('do not start with a file that trusts nobody', () => {
    expect(() => certificatesIn('nothing here')).toThrow('no certificate');
  });
});

const pem = (certificates: readonly Uint8Array[]): string =>
  certificates.map((der) => new X509Certificate(der).toString()).join('');
