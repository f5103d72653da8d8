import { describe, expect, it } from 'vitest';
import { createHashingPool, PoolBusy } from './hashing-pool.ts';

/** Work that lasts until it is told to end. */
function work() {
  const end = Promise.withResolvers<void>();
  return { end: () => end.resolve(), promise: end.promise };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('hashing pool', () => {
  it('T-LOD-03 runs so many at a time, in the order in which they came', async () => {
    const pool = createHashingPool({ width: 2, waiting: 10 });
    const [jobs, started] = [Array.from({ length: 5 }, work), [] as number[]];
    const done = jobs.map((job, number) =>
      pool.turn(() => {
        started.push(number);
        return job.promise;
      }),
    );
    await settled();
    expect(started).toEqual([0, 1]);
    jobs[1]?.end();
    await settled();
    expect(started).toEqual([0, 1, 2]);
    for (const job of jobs) job.end();
    await Promise.all(done);
    expect(started).toEqual([0, 1, 2, 3, 4]);
  });

  it('T-LOD-03 refuses at once whoever would wait too long, and lets others in when somebody has left', async () => {
    const pool = createHashingPool({ width: 1, waiting: 2 });
    const jobs = Array.from({ length: 3 }, work);
    const inside = jobs.map((job) => pool.admit(() => pool.turn(() => job.promise)));
    let began = false;
    const refused = pool.admit(async () => {
      began = true;
    });
    await expect(refused).rejects.toThrow(PoolBusy);
    expect(began).toBe(false);
    jobs[0]?.end();
    await inside[0];
    for (const job of jobs) job.end();
    expect(await pool.admit(async () => 'inside')).toBe('inside');
    await Promise.all(inside);
  });

  it('gives the place on when the work fails', async () => {
    const pool = createHashingPool({ width: 1, waiting: 1 });
    for (let i = 0; i < 5; i++) {
      await expect(pool.admit(() => pool.turn(() => Promise.reject(new Error('broken'))))).rejects.toThrow('broken');
    }
    expect(await pool.admit(() => pool.turn(async () => 'fine'))).toBe('fine');
  });
});
