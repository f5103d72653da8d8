// Tessera under measurement: the same rooms and the same app as everywhere, with people activated beforehand, and an SMS
// channel that hands the codes to the load client.
import { createServer } from 'node:net';
import type { Ground } from '@tessera/base';
import { argon2idHashing, hashPassword, type PasswordHashing, switchOn } from '@tessera/credentials';
import { createIdp } from '@tessera/idp';
import { requestCard } from '@tessera/issuance';
import { type Channel, startDelivery } from '@tessera/messaging';
import { registerRelyingParty } from '@tessera/oidc';
import { composeFiscalCode, INVENTED_MUNICIPALITIES, recordMunicipality } from '@tessera/registry';
import { child, type Person, type ProviderReady, type ProviderStart } from './contract.ts';
import { layGround } from './ground.ts';
import { withoutHashing } from './without-hashing.ts';

/** So many people are activated at once, and share a commit. */
const AT_ONCE = 32;
const PASSWORD = 'Mosaico-di-Prova-42';

child(async (start) => {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const ground = await layGround(start);
  startDelivery(ground, [smsToParent, letterBox], (error) => console.error(error));
  await registerService(ground, start);
  const hashing = start.hashing ? argon2idHashing : withoutHashing;
  const people = await activatePeople(ground, start.people, hashing);
  const server = await createIdp({
    ground,
    hashing,
    settings: {
      origin,
      addresses: { idp: origin, portal: origin },
      authorityName: 'Autorità di prova',
      helpDesk: { phone: '', hours: '' },
      sandbox: true,
    },
    onBug: (error) => console.error(error),
  });
  await server.listen({ host: '127.0.0.1', port });
  return { ...(await discover(origin)), people };
});

async function discover(issuer: string): Promise<Omit<ProviderReady, 'people'>> {
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

/** Receipts of the people made beforehand: nobody reads them here. */
const letterBox: Channel = {
  kinds: ['letter', 'email'],
  recognisesRepeats: true,
  deliver: async () => ({ delivered: true }),
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

async function activatePeople(ground: Ground, count: number, hashing: PasswordHashing): Promise<Person[]> {
  for (const municipality of INVENTED_MUNICIPALITIES) await recordMunicipality(ground.database, municipality);
  const people: Person[] = [];
  while (people.length < count) {
    const numbers = Array.from({ length: Math.min(AT_ONCE, count - people.length) }, (_, i) => people.length + i);
    people.push(...(await Promise.all(numbers.map((number) => activate(ground, number, hashing)))));
  }
  return people;
}

async function activate(ground: Ground, number: number, hashing: PasswordHashing): Promise<Person> {
  const birth = new Date(Date.UTC(1950, 0, 1 + number)).toISOString().slice(0, 10);
  const name = {
    givenName: 'Prova',
    familyName: 'Misuretti',
    sex: 'F',
    birthDate: birth,
    birthplace: 'L378',
  } as const;
  const fiscalCode = await composeFiscalCode(name);
  const phone = `+39399${String(1_000_000 + number)}`;
  const { citizenId } = await requestCard(ground, {
    citizen: { ...name, fiscalCode, language: 'it' },
    contacts: { phone },
    municipality: INVENTED_MUNICIPALITIES[0].belfiore,
  });
  const passwordHash = await hashPassword(ground, { citizenId, password: PASSWORD }, hashing);
  const outcome = await ground.database.transaction((sql) =>
    switchOn(sql, ground, { citizenId, phone, email: null, passwordHash, secondFactor: 'sms' }),
  );
  if (outcome !== 'switched-on') throw new Error(`person ${number}: ${outcome}`);
  return { username: fiscalCode, password: PASSWORD, phone };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0));
    });
  });
}
