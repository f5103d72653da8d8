import { registerRelyingParty } from '@tessera/oidc';
import { z } from 'zod';
import type { Sandbox } from '../../sandbox.ts';
import { type ApiCall, apiCall } from '../api-call.ts';
import { ApiProblem } from '../problem.ts';
import { RelyingPartyRequest } from '../schemas.ts';

export const relyingPartyCalls = (sandbox: Sandbox): ApiCall[] => [
  apiCall('post /relying-parties', 'Register a service', {
    description:
      'The metadata are checked by the provider’s own rules, the ones that hold in production; plain http://localhost stands for HTTPS here alone.',
    body: z.unknown().meta({ ...z.toJSONSchema(RelyingPartyRequest, { io: 'input' }) }),
    example: {
      displayName: 'Biblioteca di Prova',
      openid_relying_party: {
        client_id: 'http://localhost:9000',
        redirect_uris: ['http://localhost:9000/callback'],
        response_types: ['code'],
        jwks: { keys: [] },
      },
    },
    answers: {
      201: {
        description: 'Registered: what the service needs to begin.',
        schema: z.object({ client_id: z.string(), issuer: z.url() }),
      },
      422: { description: 'The broken rules, one by one.', schema: null },
    },
    handle: async ({ body }) => {
      const result = await registerRelyingParty(sandbox.ground, body, { sandbox: true });
      if (result.outcome === 'refused') {
        const errors = result.broken.map(({ rule, message }) => ({ field: rule, message }));
        throw new ApiProblem(
          422,
          'The metadata break rules',
          errors.map(({ field, message }) => `${field}: ${message}`).join('; '),
          {
            errors,
          },
        );
      }
      return { status: 201, body: { client_id: result.clientId, issuer: sandbox.addresses['idp'] } };
    },
  }),
];
