import type { Script } from '@tessera/testbed';
import { beginAuthorization } from '../authorization/begin-authorization.ts';
import type { Parameters } from '../authorization-request/request-check.ts';
import { providerOn } from './open-test-provider.ts';

export interface RequestInput {
  readonly requests: readonly Parameters[];
}

/** Sends authorization requests all at once from a process of its own, and tells how each ended. */
const sendRequests: Script<RequestInput, string[]> = async ({ ground, input }) => {
  const provider = providerOn(ground);
  const begun = await Promise.all(input.requests.map((parameters) => beginAuthorization(provider, parameters)));
  return begun.map(({ outcome }) => outcome);
};

export default sendRequests;
