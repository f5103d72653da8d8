import type { Say } from '@tessera/base';
import { sw } from '@tessera/ias';
import { type CardWord, isCardWord } from './words/index.ts';

/** What a status word says. Null stands for no answer at all. */
export function explainStatus(say: Say<CardWord>, status: number | null): string {
  if (status === null) return say('no_answer');
  const tries = sw.triesLeftOf(status);
  if (tries !== null) return say('sw_63c', { count: tries });
  const [sw1, sw2] = [status >> 8, status & 0xff];
  if (sw1 === 0x61) return say('sw_61', { count: sw2 });
  if (sw1 === 0x6c) return say('sw_6c', { count: sw2 || 256 });
  const word = `sw_${status.toString(16).padStart(4, '0')}`;
  return isCardWord(word) ? say(word) : say('sw_other');
}
