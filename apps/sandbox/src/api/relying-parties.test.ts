import { generateServiceKeys, relyingPartyMetadata } from '@tessera/rp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TemporarySandbox, temporarySandbox } from '../testing/temporary-sandbox.ts';

let country: TemporarySandbox;
let metadata: Readonly<Record<string, unknown>>;
beforeAll(async () => {
  country = await temporarySandbox();
  const { ground, addresses } = country.sandbox;
  metadata = relyingPartyMetadata({
    issuer: addresses['idp'] ?? '',
    clientId: 'http://localhost:9000',
    displayName: 'Biblioteca di Prova',
    redirectUri: 'http://localhost:9000/callback',
    keys: await generateServiceKeys({ signing: 'ES256', encryption: 'ECDH-ES' }),
    clock: ground.clock,
    random: ground.random,
    sandbox: true,
  });
});
afterAll(() => country.close());

const register = (body: unknown) => country.call('post /relying-parties', body);
const names = async () => (await fetch(`${country.origin}/services`)).text();

describe('POST /relying-parties', () => {
  it('registers a service, and says with which provider it begins', async () => {
    const { status, body } = await register({ displayName: 'Biblioteca di Prova', openid_relying_party: metadata });
    expect(status).toBe(201);
    expect(body).toEqual({ client_id: 'http://localhost:9000', issuer: country.sandbox.addresses['idp'] });
    const discovery = await fetch(`${body.issuer}/.well-known/openid-configuration`);
    expect(await discovery.json()).toMatchObject({ issuer: body.issuer });
    expect(await names()).toContain('Biblioteca di Prova');
  });

  it('takes a school as such, and a second registration in the place of the first', async () => {
    expect(
      (await register({ displayName: 'Liceo di Prova', school: true, openid_relying_party: metadata })).status,
    ).toBe(201);
    const page = await names();
    expect(page).toContain('Liceo di Prova');
    expect(page).not.toContain('Biblioteca di Prova');
  });

  it('refuses what breaks rules, with every broken rule and its sentence', async () => {
    const { status, type, body } = await register({
      displayName: 'Fuori regola',
      openid_relying_party: {
        ...metadata,
        client_id: 'http://example.org',
        redirect_uris: ['http://example.org/callback'],
      },
    });
    expect([status, type]).toEqual([422, expect.stringContaining('application/problem+json')]);
    expect(body.errors.length).toBeGreaterThan(1);
    for (const { field, message } of body.errors) expect([field.length > 0, message.length > 10]).toEqual([true, true]);
    expect(await names()).not.toContain('Fuori regola');
  });

  it.each([
    {},
    { displayName: 'Senza metadati' },
    { displayName: '', openid_relying_party: {} },
    { displayName: 7, openid_relying_party: {} },
    { displayName: 'x'.repeat(201), openid_relying_party: {} },
    { displayName: 'Metadati storti', openid_relying_party: [] },
    { displayName: 'Metadati storti', openid_relying_party: 'jwks' },
    { displayName: 'Forse scuola', school: 'yes', openid_relying_party: {} },
  ])('refuses a body of the wrong shape (%#)', async (body) => {
    expect((await register(body)).status).toBe(422);
  });

  it('the country’s own services are registered, and again after a reset; others are forgotten', async () => {
    await country.call('post /reset');
    const page = await names();
    expect(page).toContain(country.sandbox.addresses['service'] ?? '?');
    expect(page).toContain('Scuola di Prova');
    expect(page).not.toContain('Liceo di Prova');
  });

  it('left no bug behind', () => expect(country.bugs).toEqual([]));
});
