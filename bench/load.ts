/** What one cell of the measurement saw. Times in milliseconds. */
export interface Load {
  readonly done: number;
  readonly errors: readonly string[];
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/** Closed loop: `atOnce` workers, each starting the next piece of work when its last is done, for `seconds` or until `over`. */
export async function load(
  atOnce: number,
  seconds: number,
  work: () => Promise<void>,
  over: () => boolean = () => false,
): Promise<Load> {
  const times: number[] = [];
  const errors: string[] = [];
  const begun = performance.now();
  const end = begun + seconds * 1000;
  const worker = async (): Promise<void> => {
    while (performance.now() < end && errors.length < 20 && !over()) {
      const start = performance.now();
      try {
        await work();
        times.push(performance.now() - start);
      } catch (error) {
        errors.push(error instanceof Error ? error.message : String(error));
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const elapsed = (performance.now() - begun) / 1000;
  times.sort((a, b) => a - b);
  return {
    done: times.length,
    errors,
    perSecond: times.length / elapsed,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
  };
}

/** NaN of an empty list. */
export const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

export const median = (numbers: readonly number[]): number =>
  quantile(
    [...numbers].sort((a, b) => a - b),
    0.5,
  );
