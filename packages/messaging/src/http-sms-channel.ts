import { type Channel, NotSent, Refused } from './channel.ts';

export interface HttpSmsSettings {
  readonly url: string;
  /** Sent with each request, such as `authorization`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What the phone shows as the sender. */
  readonly from: string;
  /** True when the gateway's contract says that it sends once for each `Idempotency-Key`. */
  readonly honoursIdempotencyKey: boolean;
  /** Real milliseconds for one request. */
  readonly timeout?: number;
}

const TIMEOUT = 10_000;
/** What of an answer is read at most. */
const ANSWER_BYTES_MAX = 64 * 1024;

/** Answers that say the request was not carried out: too many, or closed for now. */
const COME_AGAIN = new Set([425, 429, 503]);
/** The network's codes for a request that never began. */
const NEVER_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/**
 * Hands SMS to a gateway as `POST {"id", "from", "to", "text"}`, with the message's id as `Idempotency-Key` too.
 *
 * 2xx: taken; its JSON may hold the gateway's own `id`. 425, 429, 503: not now. Other 4xx: never. Anything else, a
 * time-out or a broken answer among it: perhaps.
 */
export function httpSmsChannel(settings: HttpSmsSettings): Channel {
  const { url, headers = {}, from, honoursIdempotencyKey, timeout = TIMEOUT } = settings;
  return {
    kinds: ['sms'],
    recognisesRepeats: honoursIdempotencyKey,
    deliver: async (message, { messageId, signal }) => {
      if (message.kind !== 'sms') throw new Refused('no SMS');
      const response = await fetch(url, {
        method: 'POST',
        // Elsewhere nobody agreed to read phone numbers.
        redirect: 'error',
        headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': messageId },
        body: JSON.stringify({ id: messageId, from, to: message.to, text: message.text }),
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeout)]),
      }).catch((error: unknown) => {
        throw neverConnected(error) ? new NotSent('gateway out of reach') : error;
      });
      const answer = await readStart(response);
      if (response.ok) return { reference: `${new URL(url).host}/${idIn(answer) ?? messageId}` };
      if (COME_AGAIN.has(response.status)) throw new NotSent(`HTTP ${response.status}`);
      if (response.status >= 400 && response.status < 500) throw new Refused(`HTTP ${response.status}`);
      throw new AnswerUnclear();
    },
  };
}

/** The gateway failed while it had the message in its hands. */
class AnswerUnclear extends Error {
  override readonly name = 'AnswerUnclear';
}

function neverConnected(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && NEVER_CONNECTED.has(String(cause.code));
}

/** The body as text, as far as it is read at all. */
async function readStart(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let [text, bytes] = ['', 0];
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > ANSWER_BYTES_MAX) break;
    text += decoder.decode(chunk, { stream: true });
  }
  return text;
}

function idIn(answer: string): string | null {
  try {
    const body: unknown = JSON.parse(answer);
    return typeof body === 'object' && body !== null && 'id' in body && typeof body.id === 'string' ? body.id : null;
  } catch {
    return null;
  }
}
