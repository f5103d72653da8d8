import type { Script } from '@tessera/testbed';
import { BrokenRule } from '../broken-rule.ts';
import { answerTokenRequest } from '../token/answer-token-request.ts';
import { providerOn } from './open-test-provider.ts';

export interface RedemptionInput {
  readonly requests: readonly Readonly<Record<string, string>>[];
}

/** Sends token requests all at once from a process of its own; tells the error or the access token of each. */
const redeemCode: Script<RedemptionInput, string[]> = async ({ ground, input }) => {
  const provider = providerOn(ground);
  const results = await Promise.all(input.requests.map((request) => answerTokenRequest(provider, request)));
  return results.map((result) => (result instanceof BrokenRule ? result.error : result.access_token));
};

export default redeemCode;
