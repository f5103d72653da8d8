/** More than any answer of the provider to this program. */
const ANSWER_MAX_BYTES = 64 * 1024;

export interface SmallAnswer {
  readonly status: number;
  readonly body: string;
  /** The `Date` header in milliseconds; null where there is none. */
  readonly date: number | null;
}

/**
 * One request with one answer, small and soon; null when there is none such. Redirects are not followed: the one configured
 * address answers itself, or nobody does.
 */
export async function fetchSmall(
  url: string,
  { milliseconds, ...request }: RequestInit & { readonly milliseconds: number },
): Promise<SmallAnswer | null> {
  try {
    const answer = await fetch(url, {
      ...request,
      redirect: 'error',
      credentials: 'omit',
      signal: AbortSignal.timeout(milliseconds),
    });
    const pieces: Uint8Array[] = [];
    let length = 0;
    for await (const piece of answer.body ?? []) {
      length += piece.length;
      if (length > ANSWER_MAX_BYTES) return null;
      pieces.push(piece);
    }
    const date = Date.parse(answer.headers.get('date') ?? '');
    return {
      status: answer.status,
      body: Buffer.concat(pieces).toString('utf8'),
      date: Number.isNaN(date) ? null : date,
    };
  } catch {
    // No network, no name, no TLS, too slow: to whoever waits they are one.
    return null;
  }
}
