import type { Writable } from 'node:stream';
import { type Logger, pino } from 'pino';
import { steadyOutput } from './steady-output.ts';

/**
 * A logger that says what happened and to which route, never with what.
 *
 * Nothing of a request is ever handed to it but method, route pattern, status and reference; the redaction is a second net.
 */
export function createLogger(options: { readonly level?: string; readonly destination?: Writable } = {}): Logger {
  const settings = {
    level: options.level ?? 'info',
    base: null,
    serializers: { err: describeError, error: describeError },
    redact: {
      paths: [
        'req',
        'res',
        'headers',
        'body',
        'query',
        'cookie',
        'cookies',
        '*.headers',
        '*.body',
        '*.query',
        '*.cookies',
      ],
      remove: true,
    },
  };
  return pino(settings, options.destination ?? steadyOutput());
}

/**
 * An error without its message: messages quote what was typed (a JSON parser's do, a database's may).
 * Name, code and the lines of the stack are enough to find a bug.
 */
export function describeError(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const cause = error.cause === undefined ? undefined : describeError(error.cause);
  return { name: error.name, code, at: frames.slice(0, 12).map((line) => line.trim()), cause };
}
