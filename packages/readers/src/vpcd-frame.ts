/**
 * What pcscd's virtual reader says to a card: the power, or a command.
 *
 * Source: vsmartcard, protocol of vpcd: two bytes of length, big-endian, then a body. A body of one byte is about the power.
 */
export type VpcdMessage =
  | { readonly kind: 'off' | 'on' | 'reset' | 'atr' }
  | { readonly kind: 'command'; readonly bytes: Uint8Array };

const CONTROL = new Map<number | undefined, VpcdMessage>([
  [0x00, { kind: 'off' }],
  [0x01, { kind: 'on' }],
  [0x02, { kind: 'reset' }],
  [0x04, { kind: 'atr' }],
]);

/** Whoever speaks to a card says one thing and waits for the answer: more than the longest message is nobody's who knows the protocol. */
const WAITING_MAX = 2 + 0xffff;

/** Thrown on bytes that are no message. There is no way to find the next one: the connection is over. */
export class BadFrame extends Error {
  override readonly name = 'BadFrame';
}

/** Cuts a stream of bytes into messages. Throws BadFrame. */
export async function* vpcdMessages(stream: AsyncIterable<Uint8Array>): AsyncGenerator<VpcdMessage> {
  let waiting: Uint8Array = new Uint8Array();
  for await (const chunk of stream) {
    waiting = Buffer.concat([waiting, chunk]);
    for (let body = firstBody(waiting); body !== null; body = firstBody(waiting)) {
      waiting = waiting.subarray(2 + body.length);
      yield messageIn(body);
    }
    if (waiting.length > WAITING_MAX) throw new BadFrame('more bytes than any message has');
  }
}

/** Null while the first message has not come as a whole. */
function firstBody(bytes: Uint8Array): Uint8Array | null {
  const [high, low] = bytes;
  if (high === undefined || low === undefined) return null;
  const length = (high << 8) | low;
  return bytes.length < 2 + length ? null : bytes.subarray(2, 2 + length);
}

function messageIn(body: Uint8Array): VpcdMessage {
  if (body.length > 1) return { kind: 'command', bytes: new Uint8Array(body) };
  const control = CONTROL.get(body[0]);
  if (control === undefined) throw new BadFrame('neither a command nor about the power');
  return control;
}

export const encodeVpcdFrame = (body: Uint8Array): Uint8Array =>
  Buffer.concat([Uint8Array.of(body.length >> 8, body.length & 0xff), body]);
