/** Who waits for which topic, in this process. */
export interface Topics {
  listen(topic: string, wake: () => void): () => void;
  wake(topic: string): void;
  /** After a gap in what could be heard. */
  wakeAll(): void;
  /** Nobody listens. */
  readonly empty: boolean;
}

/** A wake-up holds no data and may come once too often: whoever wakes looks in the tables. */
export function createTopics(): Topics {
  const listeners = new Map<string, Set<() => void>>();
  const wakeEach = (waiting: Iterable<() => void>): void => {
    for (const wake of waiting) queueMicrotask(wake);
  };
  return {
    listen: (topic, wake) => {
      const waiting = listeners.get(topic) ?? new Set();
      listeners.set(topic, waiting);
      // Wrapped, so that one function may listen twice and stop once.
      const entry = (): void => {
        if (waiting.has(entry)) wake();
      };
      waiting.add(entry);
      return () => {
        waiting.delete(entry);
        if (waiting.size === 0 && listeners.get(topic) === waiting) listeners.delete(topic);
      };
    },
    wake: (topic) => wakeEach(listeners.get(topic) ?? []),
    wakeAll: () => {
      for (const waiting of listeners.values()) wakeEach(waiting);
    },
    get empty() {
      return listeners.size === 0;
    },
  };
}
