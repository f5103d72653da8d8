import type { CustomFetch } from 'openid-client';

/** One request to the provider and its answer, as they went over the wire: for the developers' page. */
export interface Exchange {
  readonly method: string;
  readonly url: string;
  /** The form that was sent, or nothing. */
  readonly sent: string;
  readonly status: number;
  readonly contentType: string;
  readonly received: string;
}

/** `fetch` that remembers: each exchange goes to `record` as soon as it is complete. */
export function recordingFetch(record: (exchange: Exchange) => void): CustomFetch {
  return async (url, options) => {
    const response = await fetch(url, options as RequestInit);
    const received = await response.clone().text();
    record({
      method: options.method,
      url,
      sent: options.body instanceof URLSearchParams ? options.body.toString() : String(options.body ?? ''),
      status: response.status,
      contentType: response.headers.get('content-type') ?? '',
      received,
    });
    return response;
  };
}
