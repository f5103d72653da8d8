import type { FastifyInstance } from 'fastify';

/** Listens until SIGINT or SIGTERM, then lets what is under way finish, closes, and ends the process. */
export async function serve(
  server: FastifyInstance,
  { HOST: host, PORT: port }: { readonly HOST: string; readonly PORT: number },
): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void server.close().then(() => process.exit(0)));
  }
  await server.listen({ host, port });
}
