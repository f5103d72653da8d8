import { hex } from '@tessera/base';
import { decodeResponse } from '@tessera/ias';
import { useSay, useVisit } from '@tessera/web';
import type { LoggedExchange } from '../../wallet/apdu-log.ts';
import { explainStatus, verdictOn } from '../../wallet/explain-answer.ts';
import { explainCommand } from '../../wallet/explain-command.ts';
import { answerText, commandText, headerText, sentText, spaced } from '../../wallet/shown-bytes.ts';
import { wordsOfCards } from '../../wallet/words/index.ts';
import { shortTime } from '../format.ts';
import { walletTexts } from '../wallet-texts/index.ts';

export interface ExchangeListProps {
  /** Newest first. */
  readonly exchanges: readonly LoggedExchange[];
  /** PIN and PUK are shown. */
  readonly revealed: boolean;
  /** Without the bytes. */
  readonly brief?: boolean;
}

/** What readers said to cards and what these answered: each command in one sentence, its status in another, and its bytes. */
export function ExchangeList({ exchanges, revealed, brief = false }: ExchangeListProps) {
  const { language } = useVisit();
  const say = useSay(walletTexts);
  const speak = wordsOfCards(language);
  return (
    <ol class="acts exchanges">
      {exchanges.map((exchange) => {
        const { number, at, serial, via, opened, command } = exchange;
        const status = statusOf(exchange);
        const answered = { status, opened };
        return (
          <li key={number}>
            <span class="rule">
              {number} · <time dateTime={new Date(at).toISOString()}>{shortTime(at, language)}</time>
            </span>
            <div>
              <span>{opened === null ? sentText(command, revealed) : explainCommand(speak, opened)}</span>{' '}
              {opened?.secured === true && <span class="kind">{say('secured')}</span>}
              <p class={LOOKS[verdictOn(answered)]}>
                {status !== null && <code>{hexStatus(status)}</code>} {explainStatus(speak, answered)}
              </p>
              {!brief && <Bytes exchange={exchange} revealed={revealed} />}
            </div>
            <span class="rule">
              {say(`via_${via}`)} · {serial}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

function Bytes({ exchange, revealed }: { readonly exchange: LoggedExchange; readonly revealed: boolean }) {
  const say = useSay(walletTexts);
  const { number, command, answer, opened } = exchange;
  const isOpened = opened?.secured === true && opened.command !== null;
  const rows: (readonly [string, string])[] = isOpened
    ? [
        [say('header'), headerText(opened.command)],
        [say('clearCommand'), commandText(opened.command, revealed)],
        [say('clearAnswer'), opened.answer === null ? say('none') : answerText(opened.answer)],
        [say('wrappedCommand'), spaced(command)],
        [say('wrappedAnswer'), answer === null ? say('none') : spaced(answer)],
      ]
    : [
        ...(opened?.command == null ? [] : [[say('header'), headerText(opened.command)] as const]),
        [say('command'), sentText(command, revealed)],
        [say('answer'), answer === null ? say('none') : spaced(answer)],
      ];
  return (
    <details id={`bytes-${number}`}>
      <summary aria-label={say('bytesOf', { number })}>{say('bytes')}</summary>
      <dl>
        {rows.map(([term, bytes]) => (
          <div key={term}>
            <dt class="soft">{term}</dt>
            <dd class="mono">{bytes}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** The card's own status, from inside the wrapping; null when no answer came. */
function statusOf({ answer, opened }: LoggedExchange): number | null {
  if (answer === null) return null;
  // A long answer is told by its first piece: that the rest waits is part of what went over.
  const outside = decodeResponse(answer)?.status ?? null;
  return opened?.secured === true ? (opened.answer?.status ?? outside) : outside;
}

const LOOKS = { done: 'good', refused: 'bad', told: undefined } as const;

const hexStatus = (status: number): string => hex(Uint8Array.of(status >> 8, status & 0xff)).toUpperCase();
