import { Writable } from 'node:stream';
import { credentialsOf, suspend } from '@tessera/credentials';
import { codeSentTo, PASSWORD, type Person, personWithCredentials, quickHashing, tables } from '@tessera/login/testing';
import { migrations as oidc } from '@tessera/oidc';
import type { Service } from '@tessera/rp';
import { eachEngine, openTestbed, type Testbed } from '@tessera/testbed';
import { freePort, type Visitor, visitor } from '@tessera/web/testing';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createIdp } from './create-idp.tsx';
import { settingsAt } from './testing/login-server.tsx';
import { registeredService } from './testing/registered-service.ts';

eachEngine((engine) => {
  describe('identity provider', () => {
    let bed: Testbed;
    let idp: FastifyInstance;
    let origin: string;
    let service: Service;
    let person: Person;
    let browser: Visitor;
    const bugs: unknown[] = [];
    let log = '';
    const addresses: string[] = [];
    const destination = new Writable({
      write: (chunk, _encoding, done) => {
        log += String(chunk);
        done();
      },
    });

    beforeEach(async () => {
      bed = await openTestbed(engine, { migrations: [...tables, ...oidc] });
      const port = await freePort();
      origin = `http://localhost:${port}`;
      idp = await createIdp({
        ground: bed,
        settings: settingsAt(origin),
        hashing: quickHashing,
        log: { destination },
        onBug: (error) => bugs.push(error),
      });
      idp.addHook('onRequest', async ({ url }) => {
        addresses.push(url);
      });
      await idp.listen({ port, host: 'localhost' });
      service = await registeredService(bed, { issuer: origin });
      person = await personWithCredentials(bed);
      browser = visitor(idp);
    });
    afterEach(async () => {
      expect(bugs).toEqual([]);
      await idp.close();
      await bed.close();
    });

    /** What the service sends the browser with. */
    async function wish(asked: Parameters<Service['begin']>[0]) {
      const pending = await service.begin(asked);
      if (pending === null) throw new Error('the service does not find its provider');
      return pending;
    }
    const pathOf = (address: string) => address.slice(origin.length);
    const attemptIn = (body: string) => /name="attempt" value="([^"]+)"/.exec(body)?.[1] ?? '';

    /** Walks a request of the service through the pages, and returns what the browser brings back. */
    async function walk(address: string, last: 'consent' | 'cancel', fields: Record<string, string> = {}) {
      const begun = await browser.get(pathOf(address));
      const path = String(begun.headers['location']).replace(/\/[^/]*$/, '');
      let page = await browser.follow(begun);
      if (page.body.includes('name="password"')) {
        const typed = { username: person.fiscalCode, password: PASSWORD, attempt: attemptIn(page.body) };
        page = await browser.follow(await browser.post(`${path}/credentials`, typed));
      }
      if (page.body.includes('name="code"')) {
        const typed = { code: codeSentTo(bed.sent, person.phone), attempt: attemptIn(page.body) };
        page = await browser.follow(await browser.post(`${path}/code`, typed));
      }
      const answer = await browser.post(`${path}/${last}`, fields);
      return new URL(String(answer.headers['location'])).searchParams;
    }

    it('signs a citizen in at level 2, the whole way to the four data', async () => {
      const pending = await wish({ level: 2 });
      const result = await service.finish(await walk(pending.address, 'consent'), pending);
      expect(result).toMatchObject({
        outcome: 'signed-in',
        level: 2,
        data: {
          given_name: 'Prova',
          birthdate: '1980-03-10',
          'https://attributes.eid.gov.it/fiscal_number': `TINIT-${person.fiscalCode}`,
        },
        refreshToken: null,
      });
    });

    it('promise 23 T-PRV-01 writes nothing personal into the log, nor into an address', async () => {
      log = '';
      addresses.length = 0;
      const pending = await wish({ level: 2 });
      const answer = await walk(pending.address, 'consent');
      expect(await service.finish(answer, pending)).toMatchObject({ outcome: 'signed-in' });
      const code = codeSentTo(bed.sent, person.phone);
      const markers = [person.fiscalCode, person.phone.slice(3), PASSWORD, code, 'Prova', ...browser.cookies.values()];
      expect(log).toContain('/login/:id/credentials');
      for (const marker of [...markers, answer.get('code') ?? '-']) expect(log).not.toContain(marker);
      for (const marker of markers) expect(addresses.join('\n')).not.toContain(marker);
    });

    it('signs in at level 1 by session the second time; the service sees the same person', async () => {
      const one = await wish({ level: 1 });
      const first = await service.finish(await walk(one.address, 'consent'), one);
      const two = await wish({ level: 1 });
      expect((await browser.follow(await browser.get(pathOf(two.address)))).body).toContain('Hai già fatto l’accesso');
      const three = await wish({ level: 1 });
      const second = await service.finish(await walk(three.address, 'consent'), three);
      expect(second).toMatchObject({ outcome: 'signed-in', level: 1 });
      expect('subject' in second && second.subject).toBe('subject' in first && first.subject);
    });

    it('IDP-23 tells the service that the citizen cancelled', async () => {
      const pending = await wish({ level: 2 });
      expect(await service.finish(await walk(pending.address, 'cancel'), pending)).toMatchObject({
        outcome: 'refused',
        error: 'access_denied',
      });
    });

    it('promise 6 gives no token for credentials that were suspended after consent', async () => {
      const pending = await wish({ level: 1 });
      const answer = await walk(pending.address, 'consent');
      await suspend(bed, person.citizenId);
      expect((await credentialsOf(bed.database, person.citizenId))?.status).toBe('suspended');
      expect((await service.finish(answer, pending)).outcome).not.toBe('signed-in');
    });

    it('lets the citizen take back the permission to read again, at any time', async () => {
      const pending = await wish({ level: 2, offline: true });
      const answer = await walk(pending.address, 'consent', { offline_access: 'on' });
      expect(await service.finish(answer, pending)).toMatchObject({ refreshToken: expect.any(String) });

      const page = await browser.get('/accesses');
      expect(page.body).toContain('Comune di Fantasia');
      const grant = /name="grant" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
      const stranger = visitor(idp);
      await stranger.follow(await stranger.get('/accesses'));
      await stranger.post('/accesses/end', { grant });
      expect((await browser.get('/accesses')).body).toContain('Comune di Fantasia');

      const after = await browser.follow(await browser.post('/accesses/end', { grant }));
      expect(after.body).toContain('Nessun servizio');
      expect((await bed.events()).map(({ act }) => act)).toContain('oidc.offline-access-ended');

      await browser.post('/accesses/sign-off');
      expect((await browser.get('/accesses')).statusCode).toBe(303);
    });

    it('asks who is there before it shows permissions', async () => {
      const begun = await browser.get('/accesses');
      const path = String(begun.headers['location']).replace(/\/[^/]*$/, '');
      const page = await browser.follow(begun);
      const typed = { username: person.fiscalCode, password: PASSWORD, attempt: attemptIn(page.body) };
      await browser.post(`${path}/credentials`, typed);
      const shown = await browser.follow(await browser.post(`${path}/consent`));
      expect(shown.body).toContain('I tuoi permessi');
    });

    it('takes from other sites nothing but what protocols need', () => {
      const open = idp.routeList.all.filter(({ fromOtherSites }) => fromOtherSites);
      for (const { url } of open) expect(url).toMatch(/^\/oidc\//);
    });
  });
});
