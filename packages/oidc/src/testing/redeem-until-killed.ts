import type { Script } from '@tessera/testbed';
import { BrokenRule } from '../broken-rule.ts';
import { answerTokenRequest } from '../token/answer-token-request.ts';
import { providerOn } from './open-test-provider.ts';

/** Redeems one code after the other, and tells each token as soon as the service would have it. */
const redeemUntilKilled: Script<{ requests: readonly Readonly<Record<string, string>>[] }, null> = async ({
  ground,
  input,
  acknowledge,
}) => {
  const provider = providerOn(ground);
  for (const request of input.requests) {
    const result = await answerTokenRequest(provider, request);
    if (!(result instanceof BrokenRule)) acknowledge({ code: request['code'], token: result.access_token });
  }
  return null;
};

export default redeemUntilKilled;
