import type { RecordedEvent } from '@tessera/audit';
import { useVisit } from '@tessera/web';
import { actSentence } from '../acts/index.ts';
import { shortTime } from '../format.ts';

export interface ActListProps {
  /** Newest first. */
  readonly acts: readonly RecordedEvent[];
  /** Names by our identifier of the citizen. */
  readonly names: ReadonlyMap<string, string>;
}

/** What happened, each in one sentence, with who it was about and the rule that it follows. */
export function ActList({ acts, names }: ActListProps) {
  const { language } = useVisit();
  return (
    <ol class="acts">
      {acts.map((event) => {
        const who = event.citizen === undefined ? undefined : names.get(event.citizen);
        return (
          <li key={`${event.lane}.${event.position}`}>
            <time dateTime={new Date(event.at).toISOString()}>{shortTime(event.at, language)}</time>
            <span>
              {who !== undefined && <strong>{who}: </strong>}
              {actSentence(language, event)} <Details event={event} />
            </span>
            <span class="rule">{event.rule}</span>
          </li>
        );
      })}
    </ol>
  );
}

/** Counts, levels and outcome names as they were recorded: nothing personal is among them. */
function Details({ event }: { readonly event: RecordedEvent }) {
  const details = Object.entries(event.details ?? {}).map(([name, value]) => `${name}: ${value}`);
  return details.length === 0 ? null : <small class="soft">({details.join(', ')})</small>;
}
