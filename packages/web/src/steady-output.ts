import { writeSync } from 'node:fs';
import type { DestinationStream } from 'pino';

const STANDARD_OUTPUT = 1;
/** Bytes that wait for room; lines beyond them are lost. */
const WAITING_MAX_BYTES = 1024 * 1024;

/**
 * Standard output, for a log. When nothing can be written (a full volume, a pipe that nobody empties) its lines wait, go
 * out before the next ones once there is room, and nobody's sign-in notices: what must not be lost is in the audit trail.
 *
 * pino's own destination throws there, and then keeps the process from ending (T-INF-05).
 */
export function steadyOutput(
  write: (bytes: Uint8Array) => number = (bytes) => writeSync(STANDARD_OUTPUT, bytes),
): DestinationStream {
  let waiting: Buffer = Buffer.alloc(0);
  return {
    write: (line) => {
      if (waiting.length < WAITING_MAX_BYTES) waiting = Buffer.concat([waiting, Buffer.from(line)]);
      try {
        // The system may take a part; the rest is still there when the next line comes.
        while (waiting.length > 0) waiting = waiting.subarray(write(waiting));
      } catch {
        // No room: nothing of what waits is lost.
      }
    },
  };
}
