import { migrations as registry } from '@tessera/registry';
import { eachEngine, openTestbed } from '@tessera/testbed';
import { describe, expect, it } from 'vitest';
import { migrations } from './migrations.ts';

describe('tables of a time that knew one issuing key', () => {
  eachEngine((engine) => {
    it('come to say which key everything hangs on', async () => {
      const before = migrations.findIndex(({ id }) => id === 'pki/4');
      const bed = await openTestbed(engine, { migrations: [...registry, ...migrations.slice(0, before)] });
      const { database } = bed;
      for (const [kid, office] of [
        ['r', 'root'],
        ['i', 'issuer'],
        ['o', 'responder'],
        ['d', 'document-signer'],
      ] as const)
        await database.run(
          `insert into authority_certificates (kid, edition, office, certificate, expires_at) values ($1, 1, $2, $3, 1)`,
          kid,
          office,
          Uint8Array.of(1),
        );
      await database.run(
        `insert into citizen_certificates (number, card_serial, issued_at, expires_at) values ('4f', 'CA00000AA', 1, 2)`,
      );
      for (const { sql } of migrations.slice(before)) await database.run(sql);
      expect(await database.all('select kid, certified_by as by from authority_certificates order by kid')).toEqual([
        { kid: 'd', by: 'r' },
        { kid: 'i', by: 'r' },
        { kid: 'o', by: 'i' },
        { kid: 'r', by: 'r' },
      ]);
      expect(await database.all('select number, issuer from citizen_certificates')).toEqual([
        { number: '4f', issuer: 'i' },
      ]);
      await bed.close();
    });
  });
});
