import { readFileSync } from 'node:fs';
import { ENDPOINT_PATHS, registerRelyingParty } from '@tessera/oidc';
import { scriptedService } from '@tessera/oidc/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AUTHORIZATION_ROWS } from '../testing/differential/authorization-rows.ts';
import type { Side } from '../testing/differential/row.ts';
import { TOKEN_ROWS } from '../testing/differential/token-rows.ts';
import { JUDGE_PATHS, type Judge, openJudge } from '../testing/judge.ts';
import { type OidcServer, openOidcServer } from '../testing/oidc-server.ts';

/** `| name | ours | judge | why |`: the differences that are explained, and therefore meant. */
const explained = new Map(
  readFileSync(new URL('../../../../docs/conformance.md', import.meta.url), 'utf8')
    .split('\n')
    .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| |[ |]*$/g, '')))
    .filter((cells) => cells.length === 4)
    .map(([name = '', ours = '', judge = '', why = '']) => [name, { ours, judge, why }]),
);

const rows = [...AUTHORIZATION_ROWS, ...TOKEN_ROWS];

describe('oidc-provider as the judge', () => {
  let idp: OidcServer;
  let judge: Judge;
  let ours: Side;
  let theirs: Side;

  beforeAll(async () => {
    idp = await openOidcServer();
    const realTime = { now: () => Date.now() };
    // One service with one set of keys, speaking to two providers.
    const service = await scriptedService({ issuer: idp.issuer, clock: realTime });
    await registerRelyingParty(idp.testbed, service.registration, { sandbox: true });
    judge = await openJudge([service.registration.openid_relying_party]);
    ours = { issuer: idp.issuer, service, paths: ENDPOINT_PATHS };
    theirs = { issuer: judge.issuer, service: service.towards(judge.issuer, JUDGE_PATHS), paths: JUDGE_PATHS };
  });
  afterAll(async () => {
    await judge.close();
    await idp.close();
  });

  it.each(rows.map((row) => [row.name, row] as const))(
    'agrees, or docs/conformance.md says why: %s',
    async (name, row) => {
      // oidc-provider lives by the machine's clock.
      idp.testbed.clock.set(Date.now());
      const outcome = await row.ask(ours);
      expect(outcome).toBe(row.ours);
      const { judge: verdict } = explained.get(name) ?? { judge: outcome };
      expect(await row.ask(theirs)).toBe(verdict);
    },
  );

  it('explains only differences, as they are', () => {
    for (const [name, { ours, judge, why }] of explained) {
      if (name === 'Case' || /^-+$/.test(name)) continue;
      expect(rows.find((row) => row.name === name)?.ours, name).toBe(ours);
      expect(judge, name).not.toBe(ours);
      expect(why, name).toMatch(/^(The same|.{20,})/);
    }
  });
});
