import { concat } from '@tessera/base';
import type { CardState, Exchange } from '@tessera/chip';
import {
  type CardPrimitives,
  CHAINED,
  type CommandApdu,
  decodeCommand,
  decodeResponse,
  openCommand,
  openResponse,
  type ResponseApdu,
  SECURED,
} from '@tessera/ias';

/** What stands inside the wrapping, and what the card knew when the command came: enough to say what it meant. */
export interface OpenedExchange {
  /** Null when the bytes are no command, or were not wrapped by who has the keys. */
  readonly command: CommandApdu | null;
  /** Of a long answer, all of it. Null when it is not to be opened, or has no status. */
  readonly answer: ResponseApdu | null;
  readonly secured: boolean;
  /** A piece of a command; the last piece has the whole of it in `command`. */
  readonly moreFollows: boolean;
  readonly application: CardState['application'];
  /** Current file before the command; null when none was selected. */
  readonly currentFile: number | null;
  /** The own key that was prepared for signing; null when none was. */
  readonly privateKey: number | null;
}

/** Opens an exchange with the card's own keys. The sandbox holds the card in its hands: no reader could do this for another. */
export function openExchange({ before, command, after, answer }: Exchange, primitives: CardPrimitives): OpenedExchange {
  const sent = decodeCommand(command);
  const received = wholeAnswer(answer, after);
  const context = {
    application: before.application,
    currentFile: before.currentFile,
    privateKey: before.environment.privateKey,
  };
  const isSecured = sent !== null && (sent.cla & SECURED) === SECURED;
  const messaging = before.channel.step === 'closed' ? null : before.channel.messaging;
  if (sent === null || !isSecured || messaging === null)
    return {
      command: pieced(sent, before),
      answer: received,
      secured: isSecured,
      moreFollows: hasMore(sent),
      ...context,
    };
  const opened = openCommand(messaging, sent, primitives);
  if (opened.fault !== null) return { command: null, answer: received, secured: true, moreFollows: false, ...context };
  const answered = received === null ? null : openResponse(opened.messaging, received, primitives);
  return {
    command: pieced(opened.command, before),
    answer: answered === null ? received : answered[1],
    secured: true,
    moreFollows: hasMore(opened.command),
    ...context,
  };
}

const hasMore = (command: CommandApdu | null): boolean => command !== null && (command.cla & CHAINED) !== 0;

/** The command with the pieces that came before it. */
function pieced(command: CommandApdu | null, { chain }: CardState): CommandApdu | null {
  if (command === null || chain === null || chain.ins !== command.ins) return command;
  return { ...command, data: concat(chain.data, command.data) };
}

/** What did not fit into this answer waits in the card. */
function wholeAnswer(answer: Uint8Array, after: CardState): ResponseApdu | null {
  const first = decodeResponse(answer);
  if (first === null || after.longAnswer === null) return first;
  return { data: concat(first.data, after.longAnswer.data), status: after.longAnswer.status };
}
