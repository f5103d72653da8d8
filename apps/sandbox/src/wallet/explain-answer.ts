import type { Say } from '@tessera/base';
import { sw } from '@tessera/ias';
import type { OpenedExchange } from './opened-exchange.ts';
import { holdsCode } from './shown-bytes.ts';
import { type CardWord, isCardWord } from './words/index.ts';

/** What was answered, and to what. */
export interface Answered {
  /** Null stands for no answer at all. */
  readonly status: number | null;
  readonly opened: OpenedExchange | null;
}

/** What a status word says: the tries left are a warning after a code that was wrong, and plain news to who only asked for them. */
export function explainStatus(say: Say<CardWord>, { status, opened }: Answered): string {
  if (status === null) return say('no_answer');
  const tries = sw.triesLeftOf(status);
  if (tries !== null) return say(triedCode(opened) ? 'sw_63c_wrong' : 'sw_63c', { count: tries });
  const [sw1, sw2] = [status >> 8, status & 0xff];
  if (sw1 === 0x61) return say('sw_61', { count: sw2 });
  if (sw1 === 0x6c) return say('sw_6c', { count: sw2 || 256 });
  const word = `sw_${status.toString(16).padStart(4, '0')}`;
  return isCardWord(word) ? say(word) : say('sw_other');
}

/** `done`; `refused`, which a wrong code is too; `told`: neither, such as the end of a file or the tries left. */
export function verdictOn({ status, opened }: Answered): 'done' | 'refused' | 'told' {
  if (status === null) return 'refused';
  if (status === sw.SUCCESS || status >> 8 === 0x61) return 'done';
  if (status === sw.END_OF_FILE) return 'told';
  return sw.triesLeftOf(status) !== null && !triedCode(opened) ? 'told' : 'refused';
}

const triedCode = (opened: OpenedExchange | null): boolean => opened?.command != null && holdsCode(opened.command);
