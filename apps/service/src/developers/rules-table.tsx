import { useSay } from '@tessera/web';
import { texts } from '../texts/index.ts';
import type { KeptRule } from './kept-rules.ts';

/** Each rule with the message that shows it, and whether it is kept: said in words, never by colour alone. */
export function RulesTable({ rules }: { readonly rules: readonly KeptRule[] }) {
  const say = useSay(texts);
  return (
    <table class="table-plain">
      <caption>{say('rulesTitle')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('columnMessage')}</th>
          <th scope="col">{say('columnRule')}</th>
          <th scope="col">{say('columnSource')}</th>
          <th scope="col">{say('columnKept')}</th>
        </tr>
      </thead>
      <tbody>
        {rules.map(({ message, name, source, kept }) => (
          <tr key={name}>
            <td data-column={say('columnMessage')}>{say(`message_${message}`)}</td>
            <td data-column={say('columnRule')}>{say(name)}</td>
            <td data-column={say('columnSource')}>{source}</td>
            <td data-column={say('columnKept')}>
              <span class={kept ? 'rule-kept' : 'rule-broken'}>{say(kept ? 'kept' : 'notKept')}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
