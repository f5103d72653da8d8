import { fromBase64url } from '@tessera/base';
import { sharedBytes } from './shared-bytes.ts';

/** A text that should be a card and is none. The message names the first place that is wrong, never what stands there. */
export class NotACard extends Error {
  override readonly name = 'NotACard';
}

/** One value inside a parsed text, which knows where it stands. */
export class JsonReader {
  private readonly value: unknown;
  private readonly path: string;

  constructor(value: unknown, path = '') {
    this.value = value;
    this.path = path;
  }

  field(name: string): JsonReader {
    const { value } = this;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return this.refuse('an object');
    const inside: unknown = Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
    return new JsonReader(inside, this.path === '' ? name : `${this.path}.${name}`);
  }

  items(): readonly JsonReader[] {
    if (!Array.isArray(this.value)) return this.refuse('a list');
    return this.value.map((item: unknown, i) => new JsonReader(item, `${this.path}[${i}]`));
  }

  text(): string {
    return typeof this.value === 'string' ? this.value : this.refuse('a text');
  }

  bytes(): Uint8Array {
    return this.decoded(fromBase64url);
  }

  /** Bytes that other cards are likely to have as well. */
  sharedBytes(): Uint8Array {
    return this.decoded(sharedBytes);
  }

  private decoded(decode: (text: string) => Uint8Array): Uint8Array {
    const text = this.text();
    try {
      return decode(text);
    } catch {
      return this.refuse('base64url');
    }
  }

  oneOf<Word extends string>(words: readonly Word[]): Word {
    return words.find((word) => word === this.value) ?? this.refuse(`one of ${words.join(', ')}`);
  }

  /** A whole number from `least` to `most`. */
  number(least: number, most: number): number {
    const { value } = this;
    if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most)
      return this.refuse(`a number from ${least} to ${most}`);
    return value;
  }

  /** One of these numbers. */
  oneNumberOf(numbers: readonly number[]): number {
    return numbers.find((number) => number === this.value) ?? this.refuse(`one of ${numbers.join(', ')}`);
  }

  isNull(): boolean {
    return this.value === null;
  }

  refuse(expected: string): never {
    throw new NotACard(`not a card of Tessera: ${this.path || 'the text'} is not ${expected}`);
  }
}
