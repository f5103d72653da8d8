import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCard, encodeCard, makers, NotACard, personalise, reset } from './index.ts';
import { Bench, drawTestCard } from './testing/index.ts';

const made = drawTestCard();
const document = (): Record<string, unknown> => JSON.parse(encodeCard(made.card)) as Record<string, unknown>;

/** The message of the refusal; fails when there is none. */
function refusalOf(text: string): string {
  try {
    decodeCard(text);
  } catch (error) {
    if (error instanceof NotACard) return error.message;
    throw error;
  }
  throw new Error('it was taken for a card');
}

describe('a card as a text', () => {
  it.each(makers)('comes back as it was: %s', (maker) => {
    const { card } = drawTestCard({ maker });
    expect(decodeCard(encodeCard(card))).toEqual(card);
  });

  it('keeps the tries that are left, and nothing of what goes without power', () => {
    const bench = new Bench(made).openChannel();
    bench.verify('00000000');
    const again = decodeCard(encodeCard(bench.card));
    expect(again).toEqual(reset(bench.card));
    expect(again.codes.get(0x81)?.triesLeft).toBe(2);
  });

  it('opens a channel and compares the PIN after it came back', () => {
    const bench = new Bench({ ...made, card: decodeCard(encodeCard(made.card)) }).openChannel();
    expect(bench.verify('12345678')).toBe('9000');
  });

  it('shares what all cards have alike, and nothing that is one card’s own', () => {
    const [first, second] = [made.card, personalise({ ...made.order, nis: '210987654321' }, sod(made))].map((card) =>
      decodeCard(encodeCard(card)),
    );
    expect(second?.group.p).toBe(first?.group.p);
    expect(second?.authority.publicKey.modulus).toBe(first?.authority.publicKey.modulus);
    expect(second?.files[2]?.content).toBe(first?.files[2]?.content);
    expect(second?.files[3]?.content).not.toEqual(first?.files[3]?.content);
  });
});

const sod = ({ card }: typeof made) => ({
  identity: card.files.find(({ id }) => id === 0x1006)?.content ?? new Uint8Array(),
  document: null,
});

describe('a text that is no card', () => {
  it.each([
    ['the text is not JSON', ''],
    ['the text is not JSON', '{'],
    ['the text is not an object', 'null'],
    ['the text is not an object', '[]'],
    ['format is not one of tessera-card', '{}'],
    ['version is not a number from 1 to 1', JSON.stringify({ ...document(), version: 2 })],
    ['maker is not one of gemalto', JSON.stringify({ ...document(), maker: 'toString' })],
    ['serial is not base64url', JSON.stringify({ ...document(), serial: 'not base64!' })],
    ['files is not a list', JSON.stringify({ ...document(), files: {} })],
    [
      'files[0].read is not one of free, reader, pin, puk, document',
      JSON.stringify({ ...document(), files: [{ read: 'always' }] }),
    ],
    ['codes is not complete: it has 81, 82', JSON.stringify({ ...document(), codes: [] })],
    ['keys is not complete: it has 81, 82, 83', JSON.stringify({ ...document(), keys: [] })],
    ['authority is not an object', JSON.stringify({ ...document(), authority: 'me' })],
  ])('is refused with the place that is wrong: %s', (reason, text) => {
    expect(refusalOf(text)).toContain(reason);
  });

  it('T-CRD-10 cannot have more tries than the code has at most, nor fewer than none', () => {
    const [pin, puk] = document()['codes'] as { triesLeft: number; triesMax: number }[];
    for (const tries of [{ triesLeft: 4 }, { triesLeft: -1 }, { triesLeft: 1.5 }, { triesMax: 16 }, { triesMax: 0 }]) {
      expect(refusalOf(JSON.stringify({ ...document(), codes: [{ ...pin, ...tries }, puk] }))).toContain(
        'codes[0].tries',
      );
    }
  });

  it('is never repeated in the refusal: it may be half a key', () => {
    const text = encodeCard(made.card);
    const secret = (JSON.parse(text) as { keys: { privateKey: string }[] }).keys[0]?.privateKey ?? '';
    expect(refusalOf(text.slice(0, -5))).not.toContain(secret.slice(0, 20));
    expect(refusalOf(text.replace(secret, `${secret}!`))).toBe(
      'not a card of Tessera: keys[0].privateKey is not base64url',
    );
  });

  it('is refused or is a card, whatever value stands anywhere in it', () => {
    const places = placesOf(document());
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue(), (place, value) => {
        const changed = document();
        put(changed, place, value);
        try {
          const card = decodeCard(JSON.stringify(changed));
          expect(decodeCard(encodeCard(card))).toEqual(card);
        } catch (error) {
          expect(error).toBeInstanceOf(NotACard);
        }
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});

type Place = readonly (string | number)[];

function placesOf(value: unknown, place: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [place];
  const inside = Object.entries(value).flatMap(([name, item]) => placesOf(item, [...place, name]));
  return place.length === 0 ? inside : [place, ...inside];
}

function put(document: object, place: Place, value: unknown): void {
  const [last, ...path] = [...place].reverse();
  const parent = path.reverse().reduce<object>((inside, name) => Reflect.get(inside, name) as object, document);
  Reflect.set(parent, last ?? '', value);
}
