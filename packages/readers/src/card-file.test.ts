import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeCard, encodeCard, NotACard } from '@tessera/chip';
import { CardSession, drawTestCard } from '@tessera/chip/testing';
import { afterAll, describe, expect, it } from 'vitest';
import { CardInUse, nodePrimitives, openCardFile, writeCardFile } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'tessera-card-file-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const primitives = nodePrimitives();
const made = drawTestCard();
const triesIn = (file: string): number => decodeCard(readFileSync(file, 'utf8')).codes.get(0x81)?.triesLeft ?? -1;

describe('a card in a file', () => {
  it('T-CRD-10 has the try on the disk before its answer leaves, and after it was laid aside', async () => {
    const file = join(folder, 'counted.card');
    await writeCardFile(file, made.card);
    const card = await openCardFile(file, { primitives });
    const session = await CardSession.open(card, made, primitives);
    expect(await session.verify('00000000')).toBe('63c2');
    expect(triesIn(file)).toBe(2);
    await card.close();

    const again = await openCardFile(file, { primitives });
    expect(await (await CardSession.open(again, made, primitives)).verify('00000000')).toBe('63c1');
    await again.close();
    expect(triesIn(file)).toBe(1);
  });

  it('is for its owner’s eyes alone', async () => {
    const file = join(folder, 'private.card');
    await writeCardFile(file, made.card);
    const card = await openCardFile(file, { primitives });
    await (await CardSession.open(card, made, primitives)).verify('00000000');
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(existsSync(`${file}.next`)).toBe(false);
    await card.close();
  });

  it('lies in one reader at a time', async () => {
    const file = join(folder, 'one.card');
    await writeCardFile(file, made.card);
    const card = await openCardFile(file, { primitives });
    await expect(openCardFile(file, { primitives })).rejects.toThrow(CardInUse);
    await card.close();
    await (await openCardFile(file, { primitives })).close();
  });

  it('is what it was when a write broke off: what was begun beside it counts for nothing', async () => {
    const file = join(folder, 'torn.card');
    await writeCardFile(file, made.card);
    writeFileSync(`${file}.next`, encodeCard(made.card).slice(0, 100));
    const card = await openCardFile(file, { primitives });
    expect(await (await CardSession.open(card, made, primitives)).verify('00000000')).toBe('63c2');
    await card.close();
    expect(triesIn(file)).toBe(2);
  });

  it('is refused when it is none, and can be opened once it is one', async () => {
    const file = join(folder, 'letter.txt');
    writeFileSync(file, 'dear');
    await expect(openCardFile(file, { primitives })).rejects.toThrow(NotACard);
    writeFileSync(file, encodeCard(made.card));
    await (await openCardFile(file, { primitives })).close();
    await expect(openCardFile(join(folder, 'nowhere'), { primitives })).rejects.toMatchObject({ code: 'ENOENT' });
    expect(existsSync(join(folder, 'nowhere.lock'))).toBe(false);
  });

  it('is made once', async () => {
    const file = join(folder, 'once.card');
    await writeCardFile(file, made.card);
    await expect(writeCardFile(file, made.card)).rejects.toMatchObject({ code: 'EEXIST' });
  });

  it('gives no answer when the disk refuses, nor after that', async () => {
    const inside = mkdtempSync(join(folder, 'gone-'));
    const file = join(inside, 'lost.card');
    await writeCardFile(file, made.card);
    const card = await openCardFile(file, { primitives });
    const session = await CardSession.open(card, made, primitives);
    rmSync(inside, { recursive: true });
    await expect(session.verify('00000000')).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(card.transmit(Uint8Array.of(0x00, 0xa4, 0x00, 0x00))).rejects.toMatchObject({ code: 'ENOENT' });
    await card.close();
  });
});
