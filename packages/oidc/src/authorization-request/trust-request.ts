import { BrokenRule } from '../broken-rule.ts';
import type { RelyingParties } from '../relying-party/relying-party.ts';
import { knownClient } from './known-client.ts';
import { redirectUri } from './redirect-uri.ts';
import type { Parameters, TrustedRequest } from './request-check.ts';
import { requestObject } from './request-object.ts';
import { signature } from './signature.ts';

/**
 * Who asks, and where to answer. Until all five hold nobody is redirected anywhere: what breaks them is shown on our own
 * page, with status 400 (docs/rules/oidc.md 12).
 */
export async function trustRequest(
  parameters: Parameters,
  relyingParties: RelyingParties,
): Promise<TrustedRequest | BrokenRule> {
  const object = requestObject(parameters);
  if (object instanceof BrokenRule) return object;

  const party = await knownClient(object, parameters, relyingParties);
  if (party instanceof BrokenRule) return party;

  const unsigned = signature(object, party);
  if (unsigned !== null) return unsigned;

  const address = redirectUri(object, party);
  if (address instanceof BrokenRule) return address;

  return { party, parameters, claims: object.claims, redirectUri: address, token: object.token };
}
