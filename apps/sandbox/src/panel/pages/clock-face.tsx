import type { Instant } from '@tessera/base';
import { useSay, useVisit } from '@tessera/web';
import { dateAndTime } from '../format.ts';
import { panelTexts } from '../texts/index.ts';
import { PanelForm } from './pieces.tsx';

export interface ClockFaceProps {
  readonly now: Instant;
  readonly frozen: boolean;
}

export function ClockFace({ now, frozen }: ClockFaceProps) {
  const { language } = useVisit();
  const say = useSay(panelTexts);
  return (
    <>
      <p class="soft">{say('now')}</p>
      <p class="clock">
        <time dateTime={new Date(now).toISOString()} data-runs={frozen ? undefined : ''}>
          {dateAndTime(now, language)}
        </time>
      </p>
      <p>{say(frozen ? 'stands' : 'runs')}</p>
    </>
  );
}

const MOVES = [
  { text: 'plus10Minutes', advance: 'PT10M' },
  { text: 'plusDay', advance: 'P1D' },
  { text: 'plus48Hours', advance: 'PT48H' },
  { text: 'plus30Days', advance: 'P30D' },
] as const;

/** One click each: 48 hours, and what else is wanted most. */
export function QuickMoves({ frozen }: { readonly frozen: boolean }) {
  const { path } = useVisit();
  const say = useSay(panelTexts);
  return (
    <PanelForm action="/clock">
      <input type="hidden" name="back" value={path} />
      {MOVES.map(({ text, advance }) => (
        <button key={advance} type="submit" name="advance" value={advance} id={`move-${advance}`}>
          {say(text)}
        </button>
      ))}
      <button type="submit" class="quiet" name="run" value={frozen ? 'release' : 'freeze'} id="move-run">
        {say(frozen ? 'release' : 'freeze')}
      </button>
    </PanelForm>
  );
}
