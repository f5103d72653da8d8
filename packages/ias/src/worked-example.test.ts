import { readFileSync } from 'node:fs';
import { fromHex, hex, utf8 } from '@tessera/base';
import { describe, expect, it } from 'vitest';
import { encodeCommand, encodeResponse, statusOnly } from './apdu.ts';
import { padBlocks } from './block-padding.ts';
import { provenCounter } from './key-agreement.ts';
import { protectCommand, protectResponse } from './secure-messaging.ts';
import { sessionKeys } from './session-keys.ts';
import { nodePrimitives } from './testing/index.ts';

const page = readFileSync(new URL('../../../docs/chip.md', import.meta.url), 'utf8');
const withoutBlanks = page.replaceAll(' ', '');
const primitives = nodePrimitives();

describe('the example that docs/chip.md wraps by hand', () => {
  const secret = Uint8Array.from({ length: 256 }, (_, i) => i);
  const keys = sessionKeys(secret, 'SHA-256', primitives);
  const counter = provenCounter(fromHex('a1a2a3a4a5a6a7a8'), fromHex('b1b2b3b4b5b6b7b8'));
  const verify = { cla: 0x00, ins: 0x20, p1: 0x00, p2: 0x81, data: utf8('12345678'), le: null };

  it('has the keys, the counters, the cryptogram, the command and the answer that it says', () => {
    const [sent, command] = protectCommand({ keys, counter }, verify, primitives);
    const [answered, answer] = protectResponse(sent, statusOnly(0x9000), primitives);
    const padded = padBlocks(verify.data);
    for (const shown of [
      ...[hex(keys.encryption), hex(keys.mac), counter.toString(16), sent.counter.toString(16)],
      ...[answered.counter.toString(16), hex(padded), hex(primitives.tripleDesEncrypt(keys.encryption, padded))],
      ...[hex(encodeCommand(command)), hex(encodeResponse(answer))],
    ])
      expect(withoutBlanks).toContain(shown);
  });
});
