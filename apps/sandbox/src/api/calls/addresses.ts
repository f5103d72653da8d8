import { z } from 'zod';
import type { Sandbox } from '../../sandbox.ts';
import { type ApiCall, apiCall } from '../api-call.ts';

const HealthAnswer = z.object({
  status: z.enum(['ready', 'degraded']),
  checks: z.array(z.object({ name: z.string(), ok: z.boolean(), detail: z.string() })),
});

export const addressCalls = (sandbox: Sandbox): ApiCall[] => [
  apiCall('get /addresses', 'Where everything is', {
    description: 'Origins by name; ports that were busy at the start have moved on, so ask here instead of guessing.',
    answers: { 200: { description: 'Plain addresses by name.', schema: z.record(z.string(), z.string()) } },
    handle: async () => ({ status: 200, body: sandbox.addresses }),
  }),
  apiCall('get /health', 'Is everything ready?', {
    answers: {
      200: { description: 'Every app and the database answer.', schema: HealthAnswer },
      503: { description: 'The checks that failed say why.', schema: HealthAnswer },
    },
    handle: async () => {
      const health = await sandbox.health();
      return { status: health.status === 'ready' ? 200 : 503, body: health };
    },
  }),
];
