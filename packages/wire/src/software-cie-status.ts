import { z } from 'zod';

/**
 * `GET {softwareCie}/stato`: what the provider's page shows before anybody clicks. Software CIE answers it to that one origin
 * alone (CORS, and the browser's Local Network Access), and says nothing of whose card it is.
 */
export const SoftwareCieStatus = z.strictObject({
  /** Readers that are plugged in. */
  readers: z.int().min(0),
  /** An identity card lies on one of them. */
  card: z.boolean(),
});
export type SoftwareCieStatus = Readonly<z.output<typeof SoftwareCieStatus>>;
