import { DAY } from '@tessera/base';
import { migrations as registry } from '@tessera/registry';
import { eachEngine, openTestbed, type Testbed } from '@tessera/testbed';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { trustedCertificates } from './authority-certificate-store.ts';
import { isSignedBy } from './chain.ts';
import { migrations as pki } from './migrations.ts';
import { OFFICES, type OfficeName } from './office.ts';
import { openOffices } from './offices.ts';

const NAMES = Object.keys(OFFICES) as readonly OfficeName[];

describe('offices of the card authority', () => {
  eachEngine((engine) => {
    let bed: Testbed;
    beforeEach(async () => {
      bed = await openTestbed(engine, { migrations: [...registry, ...pki] });
    });
    afterEach(() => bed.close());

    const numberOf = async (name: OfficeName, offices = openOffices(bed, null)) =>
      (await offices(name)).certificate.serialNumber;

    it('have one certificate, also when ten nodes start at the same moment', async () => {
      const nodes = Array.from({ length: 10 }, () => openOffices(bed, null));
      for (const name of NAMES) {
        const numbers = await Promise.all(nodes.map((offices) => numberOf(name, offices)));
        expect(new Set(numbers).size).toBe(1);
      }
      expect((await trustedCertificates(bed.database)).length).toBe(2);
    });

    it('promise 30: show the same certificate after a restart', async () => {
      const before = await Promise.all(NAMES.map((name) => numberOf(name)));
      bed.clock.advance(20 * DAY);
      expect(await Promise.all(NAMES.map((name) => numberOf(name)))).toEqual(before);
    });

    it('get a new certificate for the same key before the old one is too short for what they sign', async () => {
      const offices = openOffices(bed, null);
      for (const name of NAMES) {
        const { lifetime, spare } = OFFICES[name];
        const before = await offices(name);
        bed.clock.advance(lifetime - spare + DAY);
        const after = await offices(name);
        expect(after.certificate.serialNumber, name).not.toBe(before.certificate.serialNumber);
        expect(after.signer.kid).toBe(before.signer.kid);
        expect(after.certificate.notAfter.getTime()).toBeGreaterThanOrEqual(bed.clock.now() + spare);
      }
      // What the old editions vouch for, the new ones do too: name and key are the same.
      const [root, issuer] = [await offices('root'), await offices('issuer')];
      expect(await isSignedBy(issuer.certificate, root.certificate)).toBe(true);
    });

    it('never let a certificate outlive the one that signed it', async () => {
      const offices = openOffices(bed, null);
      for (let year = 0; year < 40; year++) {
        for (const name of NAMES) {
          const own = (await offices(name)).certificate;
          const above = (await offices(OFFICES[name].certifiedBy)).certificate;
          expect(own.notAfter.getTime(), `${name} in year ${year}`).toBeLessThanOrEqual(above.notAfter.getTime());
        }
        bed.clock.advance(365 * DAY);
      }
    });
  });
});
