/** The problems a reader can meet, each with its page: `{name}Title` and `{name}Text` in the texts. */
export type ProblemName =
  | 'badRequest'
  | 'forbidden'
  | 'notFound'
  | 'method'
  | 'conflict'
  | 'gone'
  | 'tooLarge'
  | 'mediaType'
  | 'misdirected'
  | 'tooMany'
  | 'unexpected'
  | 'unavailable';

const NAMES: Readonly<Record<number, ProblemName>> = {
  400: 'badRequest',
  403: 'forbidden',
  404: 'notFound',
  405: 'method',
  409: 'conflict',
  410: 'gone',
  413: 'tooLarge',
  415: 'mediaType',
  421: 'misdirected',
  429: 'tooMany',
  503: 'unavailable',
};

/** A problem whose page is the whole answer. Routes throw it where no page of their own fits better. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly statusCode: number;
  /** What the log says; nothing personal. */
  readonly reason: string;

  constructor(statusCode: number, reason: string) {
    super(reason);
    this.statusCode = statusCode;
    this.reason = reason;
  }
}

/** Broken or busy machinery, by the name of its error: the rooms that throw it need not know this one. */
const UNAVAILABLE: ReadonlySet<string> = new Set(['PoolBusy', 'DatabaseUnavailable', 'KeysUnavailable']);

/** Seconds after which it makes sense to try again. */
export const RETRY_AFTER_SECONDS = 5;

/** The status an error is answered with. Whatever is not ours to explain is a 500. */
export function statusOf(error: unknown): number {
  if (!(error instanceof Error)) return 500;
  if (UNAVAILABLE.has(error.name)) return 503;
  const status: unknown = 'statusCode' in error ? error.statusCode : undefined;
  if (typeof status !== 'number') return 500;
  return status >= 400 && status < 500 ? status : status === 503 ? 503 : 500;
}

/** The page for a status. */
export function problemName(status: number): ProblemName {
  return NAMES[status] ?? (status < 500 ? 'badRequest' : 'unexpected');
}
