import type { MessageSearch, Person, SandboxApi } from './sandbox-api.ts';

/** A person with what they can read: their phone and their mailbox. */
export interface Citizen extends Person {
  readonly sms: Mailbox;
  readonly mail: Mailbox;
}

/** How long a message may take from the outbox to the phone, in real seconds. */
const PATIENCE_SECONDS = 30;

/** The messages that come to one address: each is read once, in the order in which they came. */
export class Mailbox {
  readonly #api: SandboxApi;
  readonly #address: Pick<MessageSearch, 'to' | 'kind'>;
  #lastRead = 0;

  constructor(api: SandboxApi, address: Pick<MessageSearch, 'to' | 'kind'>) {
    this.#api = api;
    this.#address = address;
  }

  /** Everything that has come and was not read yet. */
  async read(wait = 0): Promise<readonly string[]> {
    const messages = await this.#api.messages({ ...this.#address, after: this.#lastRead, wait });
    this.#lastRead = messages.at(-1)?.id ?? this.#lastRead;
    return messages.map(({ text }) => text);
  }

  /** The code of the next message that holds one; what comes before it is passed over. Waits for it. */
  async nextCode(): Promise<string> {
    for (;;) {
      const messages = await this.#api.messages({ ...this.#address, after: this.#lastRead, wait: PATIENCE_SECONDS });
      if (messages.length === 0) throw new Error(`no message with a code came to ${this.#address.to}`);
      for (const { id, code } of messages) {
        this.#lastRead = id;
        if (code !== undefined) return code;
      }
    }
  }

  /** Waits for the next message that holds these words. */
  async nextWith(words: string): Promise<string> {
    for (;;) {
      const texts = await this.read(PATIENCE_SECONDS);
      if (texts.length === 0) throw new Error(`no message with "${words}" came to ${this.#address.to}`);
      const found = texts.find((text) => text.includes(words));
      if (found !== undefined) return found;
    }
  }

  /** How many codes have ever come here. */
  async codesReceived(): Promise<number> {
    return (await this.#api.messages(this.#address)).filter(({ code }) => code !== undefined).length;
  }
}

/** The person with the phone in hand; what came while they were being made is read. */
export async function citizenOf(api: SandboxApi, person: Person): Promise<Citizen> {
  const sms = new Mailbox(api, { to: person.phone ?? '-', kind: 'sms' });
  const mail = new Mailbox(api, { to: person.email ?? '-', kind: 'email' });
  await sms.read();
  await mail.read();
  return { ...person, sms, mail };
}

/** A code of six digits that is surely another one. */
export const otherCode = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

/** The same card with a PUK whose first half is wrong in every digit. */
export const wrongPuk = ({ card }: Person): string =>
  card.puk.replace(/\d/g, (digit) => String((Number(digit) + 1) % 10));
