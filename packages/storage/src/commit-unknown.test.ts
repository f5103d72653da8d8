import { connect, createServer, type Server, type Socket } from 'node:net';
import { DatabaseUnavailable } from '@tessera/base';
import { openTestbed, type Testbed } from '@tessera/testbed';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import type { EngineDatabase } from './engine.ts';
import { openPostgres } from './postgres.ts';
import { migrations } from './testing/schema.ts';

const { missing } = inject('postgres');

/** A cable to PostgreSQL that breaks in the worst moment: the commit has arrived, and its answer has not. */
async function fragileCable({
  port,
  hostname,
}: URL): Promise<{ port: number; cut: () => number; mend: () => void; server: Server }> {
  let breaks = true;
  let cuts = 0;
  const server = createServer((client: Socket) => {
    const upstream = connect(Number(port), hostname);
    let committing = false;
    client.on('data', (bytes) => {
      committing = breaks && bytes.includes(' commit\0');
      upstream.write(bytes);
    });
    upstream.on('data', (bytes) => {
      if (!committing) return void client.write(bytes);
      cuts++;
      client.destroy();
      upstream.destroy();
    });
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      one.on('error', () => undefined);
      one.on('close', () => other.destroy());
    }
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  const mend = () => {
    breaks = false;
  };
  return { port: address.port, cut: () => cuts, mend, server };
}

describe.runIf(missing === null)('a commit whose answer is lost', () => {
  let testbed: Testbed;
  let cable: Awaited<ReturnType<typeof fragileCable>>;
  let database: EngineDatabase;
  beforeEach(async () => {
    testbed = await openTestbed('postgres', { migrations });
    const url = new URL(testbed.place.url ?? '');
    cable = await fragileCable(url);
    url.port = String(cable.port);
    database = await openPostgres({ url: url.href });
  });
  afterEach(async () => {
    await database.close();
    cable.server.close();
    await testbed.close();
  });

  it('T-INF-03 is not acknowledged and not tried again by itself; whoever repeats the act finds it done', async () => {
    const worked: string[] = [];
    /** One act under its idempotency key. */
    const act = (id: string) =>
      database.transaction(async (sql) => {
        worked.push(id);
        return sql.run('insert into note (id, written_at) values ($1, $2) on conflict (id) do nothing', id, 1);
      });
    const ids = Array.from({ length: 20 }, (_, i) => `act ${i}`);
    for (const id of ids) await expect(act(id)).rejects.toThrow(DatabaseUnavailable);
    expect(worked).toEqual(ids);
    expect(cable.cut()).toBe(ids.length);
    // All of them stand: nobody was told, and nothing is there twice.
    const rows = async () => (await testbed.database.all<{ id: string }>('select id from note order by id')).length;
    expect(await rows()).toBe(ids.length);

    cable.mend();
    for (const id of ids) expect(await act(id)).toBe(0);
    expect(await rows()).toBe(ids.length);
  });
});
