import { SECOND, systemClock } from '@tessera/base';
import {
  allowInsecureRequests,
  Configuration,
  clockSkew,
  customFetch,
  discovery,
  enableDecryptingResponses,
  enableNonRepudiationChecks,
  PrivateKeyJwt,
  type ServerMetadata,
} from 'openid-client';
import { type Exchange, recordingFetch } from './exchange.ts';
import { relyingPartyMetadata, type ServiceSettings } from './settings.ts';

/** What is allowed to come encrypted (docs/rules/oidc.md 16). */
const CONTENT_ENCRYPTION = ['A128CBC-HS256', 'A256CBC-HS512'];

/**
 * Makes openid-client as strict as the profile: signatures checked, answers decrypted, time by our clock.
 * Null while the provider's discovery document cannot be had.
 */
export type Configure = (record: (exchange: Exchange) => void) => Promise<Configuration | null>;

export function configurator(settings: ServiceSettings): Configure {
  const { keys, clientId, clock, sandbox } = settings;
  let known: ServerMetadata | null = null;

  /** Read once. While it cannot be, each sign-in tries again. */
  async function serverMetadata(): Promise<ServerMetadata | null> {
    if (known !== null) return known;
    const options = sandbox ? { execute: [allowInsecureRequests] } : {};
    try {
      known = (await discovery(new URL(settings.issuer), clientId, undefined, undefined, options)).serverMetadata();
    } catch (error) {
      if (!(error instanceof Error)) throw error;
    }
    return known;
  }

  return async (record) => {
    const server = await serverMetadata();
    if (server === null) return null;
    const { signing, encryption } = keys;
    const metadata = {
      ...relyingPartyMetadata(settings),
      // openid-client reads the machine's clock: the distance to ours makes it right, also after the sandbox's was moved.
      [clockSkew]: Math.round((clock.now() - systemClock.now()) / SECOND),
    };
    const proof = PrivateKeyJwt({ key: signing.privateKey, kid: signing.kid });
    const configuration = new Configuration(server, clientId, metadata, proof);
    if (sandbox) allowInsecureRequests(configuration);
    // Without this openid-client trusts TLS and checks no signature of ID token and UserInfo.
    enableNonRepudiationChecks(configuration);
    const decryption = { key: encryption.privateKey, kid: encryption.kid, alg: encryption.algorithm };
    enableDecryptingResponses(configuration, CONTENT_ENCRYPTION, decryption);
    configuration[customFetch] = recordingFetch(record);
    return configuration;
  };
}
