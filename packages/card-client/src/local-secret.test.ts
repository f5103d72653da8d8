import { drawTestCard } from '@tessera/chip/testing';
import { drawRsaKeyPair, nodePrimitives } from '@tessera/ias/testing';
import { describe, expect, it } from 'vitest';
import { readLocalSecret } from './index.ts';
import { tableWith } from './testing/readers.ts';

const primitives = nodePrimitives();

describe('the secret that a card gives to a computer', () => {
  it('is the same each time, after a reset too, and needs no code', async () => {
    const { card, stored } = tableWith(primitives);
    const first = await readLocalSecret(card, primitives);
    await card.reset();
    expect(await readLocalSecret(card, primitives)).toEqual(first);
    expect(first).toHaveLength(64);
    expect(stored(0x81)).toBe(3);
  });

  it('is another one for another card', async () => {
    const { order } = drawTestCard();
    const other = tableWith(primitives, drawTestCard({ keys: { ...order.keys, services: drawRsaKeyPair() } }));
    const secret = await readLocalSecret(tableWith(primitives).card, primitives);
    expect(await readLocalSecret(other.card, primitives)).not.toEqual(secret);
  });

  it('is refused when a copy signs with another key than it shows', async () => {
    const { order } = drawTestCard();
    const services = { ...order.keys.services, privateKey: drawRsaKeyPair().privateKey };
    const copy = tableWith(primitives, drawTestCard({ keys: { ...order.keys, services } }));
    await expect(readLocalSecret(copy.card, primitives)).rejects.toMatchObject({ fault: 'card-not-proven' });
  });
});
