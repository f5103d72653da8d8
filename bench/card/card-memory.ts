import { systemRandom, tlv } from '@tessera/base';
import { type Card, createCard, decodeCard, encodeCard, personalise } from '@tessera/chip';
import { drawTestCard } from '@tessera/chip/testing';
import { nodePrimitives } from '@tessera/readers';

const CARDS = 10_000;

export interface MemoryFigures {
  readonly cards: number;
  /** MiB more than before: objects, their bytes, and what the system counts for the process. */
  readonly heap: number;
  readonly bytes: number;
  readonly resident: number;
  /** Of which one card's text has so many bytes. */
  readonly textBytes: number;
}

/** Loads ten thousand different cards out of their texts and puts each into a reader. */
export function measureMemory(): MemoryFigures {
  const primitives = nodePrimitives();
  const memory = { save: async () => undefined };
  let textBytes = 0;
  const load = (nth: number): Card => {
    const text = cardText(nth);
    textBytes = text.length;
    return createCard(decodeCard(text), { primitives, memory });
  };
  load(0);
  const before = settled();
  const cards = Array.from({ length: CARDS }, (_, nth) => load(nth));
  const after = settled();
  return {
    cards: cards.length,
    heap: mebibytes(after.heapUsed - before.heapUsed),
    bytes: mebibytes(after.arrayBuffers - before.arrayBuffers),
    resident: mebibytes(after.rss - before.rss),
    textBytes,
  };
}

/** A card with keys, certificate and security object of its own. Nobody uses the keys here: chance of their length serves. */
function cardText(nth: number): string {
  const { order } = drawTestCard();
  const key = (pair: typeof order.keys.device) => ({
    privateKey: systemRandom.bytes(pair.privateKey.length),
    publicKey: { modulus: systemRandom.bytes(256), exponent: pair.publicKey.exponent },
  });
  const { authentication, device, services } = order.keys;
  const own = {
    ...order,
    nis: String(nth).padStart(12, '0'),
    keys: { authentication: key(authentication), device: key(device), services: key(services) },
    certificate: tlv(0x30, systemRandom.bytes(1_250)),
  };
  return encodeCard(
    personalise(own, {
      identity: tlv(0x77, systemRandom.bytes(2_000)),
      document: tlv(0x77, systemRandom.bytes(1_900)),
    }),
  );
}

function settled(): NodeJS.MemoryUsage {
  for (let i = 0; i < 4; i++) globalThis.gc?.();
  return process.memoryUsage();
}

const mebibytes = (bytes: number): number => Math.round(bytes / 1024 / 102.4) / 10;
