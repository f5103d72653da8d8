import {
  type CardPrimitives,
  CHAINED,
  type CommandApdu,
  openResponse,
  protectCommand,
  type ResponseApdu,
  type SecureMessaging,
  sw,
} from '@tessera/ias';
import { CardError } from './card-error.ts';
import type { CardReader } from './card-reader.ts';
import { exchange } from './exchange.ts';

/** A secure channel to a card. The first answer that is not its own ends it, and nothing more is sent: never in the clear either. */
export interface CardChannel {
  /**
   * Sends one command, in pieces when it is long, and gives the card's own answer. Several at once wait for their turn.
   *
   * Throws a CardError: `channel-broken`, `channel-closed`, and those of the transport; all of them end the channel.
   */
  send(command: CommandApdu): Promise<ResponseApdu>;
  /** Forgets the keys. */
  close(): void;
  readonly primitives: CardPrimitives;
}

/** Clear bytes of a piece: wrapped, they still fit a short command. */
const PIECE = 231;

/** Statuses outside the wrapping with which a wrapped answer may come. */
const CARRIERS: ReadonlySet<number> = new Set([sw.SUCCESS, sw.END_OF_FILE, sw.WRONG_P1_P2]);

/** `continueFrom` sets the counter that both sides go on with after the card was proven. */
export interface StartingChannel extends CardChannel {
  continueFrom(counter: bigint): void;
}

/** The channel from the moment that there are keys. */
export function startChannel(reader: CardReader, agreed: SecureMessaging, primitives: CardPrimitives): StartingChannel {
  let messaging: SecureMessaging | null = agreed;
  let last: Promise<unknown> = Promise.resolve();

  const close = (): void => {
    messaging?.keys.encryption.fill(0);
    messaging?.keys.mac.fill(0);
    messaging = null;
  };

  const sendPiece = async (piece: CommandApdu): Promise<ResponseApdu> => {
    if (messaging === null) throw new CardError('channel-closed');
    const [sent, wrapped] = protectCommand(messaging, piece, primitives);
    const answer = await exchange(reader, wrapped);
    const opened = CARRIERS.has(answer.status) ? openResponse(sent, answer, primitives) : null;
    // Closed while the answer was on its way: the keys that it was opened with are gone.
    if (messaging === null) throw new CardError('channel-closed');
    if (opened === null) throw new CardError('channel-broken', { status: answer.status });
    messaging = opened[0];
    return opened[1];
  };

  const sendWhole = async (command: CommandApdu): Promise<ResponseApdu> => {
    try {
      let rest = command.data;
      for (; rest.length > PIECE; rest = rest.subarray(PIECE)) {
        const data = rest.subarray(0, PIECE);
        const answer = await sendPiece({ ...command, cla: command.cla | CHAINED, data, le: null });
        if (answer.status !== sw.SUCCESS) return answer;
      }
      return await sendPiece({ ...command, data: rest });
    } catch (error) {
      close();
      throw error;
    }
  };

  return {
    primitives,
    close,
    continueFrom: (counter) => {
      if (messaging !== null) messaging = { ...messaging, counter };
    },
    send: (command) => {
      const answer = last.then(() => sendWhole(command));
      last = answer.catch(() => undefined);
      return answer;
    },
  };
}
