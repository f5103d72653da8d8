import type { Script } from '@tessera/testbed';

/** Says what it was given, and what it sees of the test's ground. */
const script: Script<{ wish: string }, unknown> = async ({ ground, input, index, acknowledge }) => {
  acknowledge(input.wish);
  if (input.wish === 'fail') throw new RangeError('as wished');
  if (input.wish === 'wait') await new Promise((resolve) => setTimeout(resolve, 60_000));
  const [row] = await ground.database.all<{ put_at: number }>('select put_at from shelf order by id');
  return {
    index,
    wish: input.wish,
    pid: process.pid,
    seen: row?.put_at,
    now: ground.clock.now(),
    digest: ground.keys.digest('token', 'x'),
    drawn: ground.random.bytes(8),
  };
};

export default script;
