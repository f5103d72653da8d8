import type { Instant } from './clock.ts';
import type { Sql } from './sql.ts';
import type { Language } from './texts.ts';

/** One sheet of a letter. Codes stand alone in large type, each with its label. */
export interface Sheet {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly codes: readonly { readonly label: string; readonly value: string }[];
}

/** What leaves the house. The text is in the citizen's language already. */
export type OutgoingMessage =
  | { readonly kind: 'sms'; readonly to: string; readonly text: string }
  | { readonly kind: 'email'; readonly to: string; readonly subject: string; readonly text: string }
  | {
      readonly kind: 'letter';
      /** Name and address lines, or the desk that hands it over. */
      readonly to: string;
      readonly language: Language;
      /** `first-half`: the receipt at the counter. `second-half`: the letter with the card (DSK-04, DSK-06). */
      readonly holds: 'first-half' | 'second-half' | 'nothing-secret';
      readonly sheets: readonly Sheet[];
    };

/** Messages leave through a table, written in the act's own transaction: nothing is lost and nothing goes out twice. */
export interface Outbox {
  send(
    sql: Sql,
    message: OutgoingMessage,
    options?: {
      /** Our own identifier of the citizen it is for. */
      readonly citizen?: string;
      /** After this the message is of no use and is dropped: a late code is a dead code. */
      readonly usefulUntil?: Instant;
    },
  ): Promise<{ readonly messageId: string }>;
}
