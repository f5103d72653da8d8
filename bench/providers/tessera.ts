// Tessera under measurement: the same rooms and the same app as everywhere, on a database with people (`people.ts`), and an
// SMS channel that hands the codes to the load client. It keeps no log: the peer does not either.
import { createServer } from 'node:net';
import type { Ground } from '@tessera/base';
import { argon2idHashing } from '@tessera/credentials';
import { createIdp } from '@tessera/idp';
import { type Channel, startDelivery } from '@tessera/messaging';
import { registerRelyingParty } from '@tessera/oidc';
import { child, type Endpoints, type ProviderStart } from './contract.ts';
import { layGround } from './ground.ts';
import { withoutHashing } from './without-hashing.ts';

child(async (start) => {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const ground = await layGround(start);
  startDelivery(ground, [smsToParent], (error) => console.error(error));
  await registerService(ground, start);
  const server = await createIdp({
    ground,
    hashing: start.hashing ? argon2idHashing : withoutHashing,
    settings: {
      origin,
      addresses: { idp: origin, portal: origin },
      authorityName: 'Autorità di prova',
      helpDesk: { phone: '', hours: { it: '', en: '', de: '' } },
      sandbox: true,
    },
    onBug: (error) => console.error(error),
  });
  await server.listen({ host: '127.0.0.1', port });
  return discover(origin);
});

async function discover(issuer: string): Promise<Endpoints> {
  const answer = await fetch(`${issuer}/.well-known/openid-configuration`);
  const document = (await answer.json()) as Record<string, string>;
  return {
    issuer: document['issuer'] ?? '',
    authorizationEndpoint: document['authorization_endpoint'] ?? '',
    tokenEndpoint: document['token_endpoint'] ?? '',
    userinfoEndpoint: document['userinfo_endpoint'] ?? '',
  };
}

/** Hands each text to the load client, which finds the code in it as the citizen would. */
const smsToParent: Channel = {
  kinds: ['sms'],
  recognisesRepeats: true,
  deliver: async (message) => {
    if (message.kind === 'sms') process.send?.({ sms: { to: message.to, text: message.text } });
    return { delivered: true };
  },
};

async function registerService(ground: Ground, { clientId, redirectUri, jwks }: ProviderStart): Promise<void> {
  const registered = await registerRelyingParty(
    ground,
    {
      displayName: 'Servizio di misura',
      openid_relying_party: {
        client_id: clientId,
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        jwks,
        id_token_signed_response_alg: 'RS256',
        userinfo_signed_response_alg: 'RS256',
        userinfo_encrypted_response_alg: 'RSA-OAEP-256',
        userinfo_encrypted_response_enc: 'A256CBC-HS512',
        token_endpoint_auth_method: 'private_key_jwt',
        client_registration_types: ['automatic'],
      },
    },
    { sandbox: true },
  );
  if (registered.outcome === 'refused') throw new Error(JSON.stringify(registered.broken));
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0));
    });
  });
}
