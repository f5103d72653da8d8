import { Writable } from 'node:stream';
import {
  type CardHolder,
  codeSentTo,
  personWithCard,
  personWithCredentials,
  quickHashing,
  revoke,
  tables,
} from '@tessera/login/testing';
import { migrations as oidc } from '@tessera/oidc';
import {
  type CardAuthorityPki,
  openCardAuthority,
  migrations as pki,
  type RevocationStatus,
  registryStatus,
  trustedCertificates,
} from '@tessera/pki';
import type { Service } from '@tessera/rp';
import { eachEngine, openTestbed, type Testbed } from '@tessera/testbed';
import { freePort, type Visitor, visitor } from '@tessera/web/testing';
import { CardProofAnswer } from '@tessera/wire';
import type { FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createIdp } from '../create-idp.tsx';
import { createCardDoor } from '../door/create-card-door.tsx';
import { type IssuedChip, issueChip } from '../testing/issued-card.ts';
import { settingsAt } from '../testing/login-server.tsx';
import { type CertificateDesk, openCertificateDesk, type Pair } from '../testing/openssl.ts';
import { registeredService } from '../testing/registered-service.ts';
import { visitDoor } from '../testing/visit-door.ts';
import { cardCheck } from './card-check.ts';

let desk: CertificateDesk;
let server: Pair;
beforeAll(() => {
  desk = openCertificateDesk();
  server = desk.selfSigned('localhost');
});
afterAll(() => desk.close());

eachEngine((engine) => {
  describe('level 3, from the service to the service', () => {
    let bed: Testbed;
    let authority: CardAuthorityPki;
    let idp: FastifyInstance;
    let door: FastifyInstance;
    let origin: string;
    let service: Service;
    let holder: CardHolder;
    let chip: IssuedChip;
    let browser: Visitor;
    let status: RevocationStatus;
    let log = '';
    const bugs: unknown[] = [];
    const addresses: string[] = [];

    beforeAll(async () => {
      bed = await openTestbed(engine, { migrations: [...tables, ...oidc, ...pki] });
      authority = await openCardAuthority(bed, { addresses: null });
      const [port, doorPort] = [await freePort(), await freePort()];
      origin = `http://localhost:${port}`;
      const doorOrigin = `https://localhost:${doorPort}`;
      const trust = () => trustedCertificates(bed.database);
      const check = cardCheck({ clock: bed.clock, trust, status: (question) => status(question) });
      const destination = new Writable({
        write: (chunk, _encoding, done) => {
          log += String(chunk);
          done();
        },
      });
      const node = { ground: bed, log: { destination }, onBug: (error: unknown) => bugs.push(error) };
      const card = { check, door: doorOrigin, softwareCie: 'http://127.0.0.1:4490' };
      idp = await createIdp({ ...node, settings: settingsAt(origin), hashing: quickHashing, card });
      idp.addHook('onRequest', async ({ url }) => {
        addresses.push(url);
      });
      await idp.listen({ port, host: 'localhost' });
      door = await createCardDoor({
        ...node,
        settings: settingsAt(doorOrigin),
        idp: origin,
        tls: { key: server.key, certificate: server.certificate },
        authorities: await trust(),
        check,
      });
      await door.listen({ port: doorPort, host: 'localhost' });
      service = await registeredService(bed, { issuer: origin });
    });
    afterAll(async () => {
      await Promise.all([idp.close(), door.close()]);
      await bed.close();
    });
    beforeEach(async () => {
      status = registryStatus(bed.database);
      holder = await personWithCard(bed);
      chip = await issueChip(bed, authority, holder);
      browser = visitor(idp);
    });
    afterEach(() => expect(bugs).toEqual([]));

    const here = (address: string) => address.slice(origin.length);

    /** The service's request, as far as the page of the computer's ways. */
    async function toComputer(level: 1 | 2 | 3, offline = false) {
      const pending = await service.begin({ level, offline });
      if (pending === null) throw new Error('the service does not find its provider');
      const begun = await browser.get(here(pending.address));
      const path = String(begun.headers['location']).replace(/\/[^/]*$/, '');
      await browser.follow(begun);
      if (level < 3) await browser.follow(await browser.post(`${path}/read-card`));
      await browser.follow(await browser.post(`${path}/with-computer`));
      return { pending, path };
    }

    async function bySoftwareCie(path: string): Promise<string> {
      const page = await browser.post(`${path}/software-cie`);
      const challenge = /name="challenge" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
      const answer = await fetch(`${origin}/card/proof`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(await chip.card.prove(challenge)),
      });
      return CardProofAnswer.parse(await answer.json()).continue ?? '';
    }

    async function byTls(path: string, by: Pair | null = chip.pair): Promise<string> {
      const ticket = String((await browser.post(`${path}/tls-door`)).headers['location']);
      return (await visitDoor(ticket, { trusted: server.certificate, by })).location;
    }

    async function agree(path: string, fields: Record<string, string> = {}): Promise<URLSearchParams> {
      const answer = await browser.post(`${path}/consent`, fields);
      return new URL(String(answer.headers['location'])).searchParams;
    }

    it('L3-02 signs in by both doors somebody who never had a password; the service sees the same person', async () => {
      const subjects = [];
      for (const read of [bySoftwareCie, byTls]) {
        const { pending, path } = await toComputer(3);
        await browser.follow(await browser.get(here(await read(path))));
        const result = await service.finish(await agree(path), pending);
        expect(result).toMatchObject({
          outcome: 'signed-in',
          level: 3,
          data: { 'https://attributes.eid.gov.it/fiscal_number': `TINIT-${holder.fiscalCode}` },
        });
        subjects.push('subject' in result && result.subject);
      }
      expect(new Set(subjects).size).toBe(1);
    });

    it('IDP-22 answers level 3 to a service that asked for level 1 or 2', async () => {
      for (const level of [1, 2] as const) {
        const { pending, path } = await toComputer(level);
        await browser.follow(await browser.get(here(await byTls(path))));
        expect(await service.finish(await agree(path), pending)).toMatchObject({ outcome: 'signed-in', level: 3 });
        browser = visitor(idp);
      }
    });

    it('promise 6 gives no token for a card that was revoked after consent', async () => {
      const { pending, path } = await toComputer(3);
      await browser.follow(await browser.get(here(await byTls(path))));
      const answer = await agree(path);
      await revoke(bed, holder);
      expect((await service.finish(answer, pending)).outcome).not.toBe('signed-in');
    });

    it('promise 6 a revoked card ends the permission to read again, and the session that it began', async () => {
      const { pending, path } = await toComputer(3, true);
      await browser.follow(await browser.get(here(await bySoftwareCie(path))));
      const result = await service.finish(await agree(path, { offline_access: 'on' }), pending);
      expect(result).toMatchObject({ refreshToken: expect.any(String) });
      expect((await browser.get('/accesses')).body).toContain('Comune di Fantasia');
      await revoke(bed, holder);
      expect((await browser.get('/accesses')).statusCode).toBe(303);
    });

    it('the holder of a card alone reaches the own permissions with it', async () => {
      const begun = await browser.get('/accesses');
      const path = String(begun.headers['location']).replace(/\/[^/]*$/, '');
      await browser.follow(begun);
      await browser.follow(await browser.post(`${path}/read-card`));
      await browser.follow(await browser.post(`${path}/with-computer`));
      await browser.follow(await browser.get(here(await bySoftwareCie(path))));
      expect((await browser.follow(await browser.post(`${path}/consent`))).body).toContain('I tuoi permessi');
    });

    it('T-CRD-01 a self-signed certificate with the right subject, another authority’s, and none', async () => {
      const other = await openTestbed('sqlite', { migrations: [...tables, ...pki] });
      const foreigner = await personWithCard(other);
      const foreign = await issueChip(other, await openCardAuthority(other, { addresses: null }), foreigner);
      await other.close();
      const forged = desk.selfSigned('forged', {
        subject: `/C=IT/CN=${holder.fiscalCode}\\/${holder.serial}.x/serialNumber=TINIT-${holder.fiscalCode}`,
      });
      for (const by of [forged, foreign.pair, server]) {
        const { path } = await toComputer(3);
        const page = await browser.follow(await browser.get(here(await byTls(path, by))));
        expect(page.body).toContain('La carta non è stata riconosciuta');
      }
    });

    it('T-CRD-05 fails closed when the card authority cannot say; and expired and revoked cards are told', async () => {
      const read = async () => {
        const { path, pending } = await toComputer(3);
        return { path, pending, page: await browser.follow(await browser.get(here(await byTls(path)))) };
      };
      status = async () => 'unknown';
      expect((await read()).page.body).toContain('Ora non possiamo controllare la carta');
      status = async () => 'revoked';
      const { page, path, pending } = await read();
      expect(page.body).toContain('La tua carta non è più valida');
      const answer = await browser.post(`${path}/cancel`);
      const told = new URL(String(answer.headers['location'])).searchParams;
      expect(await service.finish(told, pending)).toMatchObject({ outcome: 'refused', error: 'access_denied' });
      expect(told.get('error_description')).toBe('access was refused');
    });

    it('promise 23 T-PRV-01 writes nothing personal into the log, nor into an address', async () => {
      [log, addresses.length] = ['', 0];
      const { pending, path } = await toComputer(3);
      await browser.follow(await browser.get(here(await bySoftwareCie(path))));
      expect(await service.finish(await agree(path), pending)).toMatchObject({ outcome: 'signed-in' });
      expect(log).toContain('/card/proof');
      for (const marker of [holder.fiscalCode, holder.serial, 'Prova', ...browser.cookies.values()]) {
        expect(log).not.toContain(marker);
        expect(addresses.join('\n')).not.toContain(marker);
      }
    });

    it('takes one address more from other sites: that of the proof, which knows its challenge', () => {
      const open = idp.routeList.all.filter(({ fromOtherSites }) => fromOtherSites);
      expect(open.map(({ url }) => url).filter((url) => !url.startsWith('/oidc/'))).toEqual(['/card/proof']);
      expect(door.routeList.all.some(({ fromOtherSites }) => fromOtherSites)).toBe(false);
    });

    it('promise 11 neither a session nor password and code ever reach level 3', async () => {
      const person = await personWithCredentials(bed);
      const { path } = await toComputer(3);
      for (const form of ['without-card', 'credentials', 'code', 'level-1', 'consent']) {
        const typed = { username: person.fiscalCode, password: 'Melograno-7-blu', code: '123456' };
        const answer = await browser.post(`${path}/${form}`, { ...typed, attempt: 'x'.repeat(43) });
        expect(answer.headers['location']).toBe(`${path}/computer`);
      }
      expect(() => codeSentTo(bed.sent, person.phone)).toThrow();
    });
  });
});
