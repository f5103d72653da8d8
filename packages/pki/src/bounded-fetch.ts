import { concat } from '@tessera/base';

/** The body of a 200; null for anything else: another status, a redirection, too late, too long, no connection. */
export async function fetched(address: URL, init: RequestInit, mostBytes: number): Promise<Uint8Array | null> {
  try {
    const response = await fetch(address, { ...init, redirect: 'error' });
    if (response.status !== 200 || response.body === null) return null;
    const parts: Uint8Array[] = [];
    let length = 0;
    for await (const part of response.body) {
      length += part.length;
      if (length > mostBytes) return null;
      parts.push(part);
    }
    return concat(...parts);
  } catch {
    return null; // The network has many ways to fail; whoever asks only needs to know that there is no answer.
  }
}
