import { useSay } from '@tessera/web';
import type { ApiCall } from '../../api/api-call.ts';
import type { About } from '../../sandbox.ts';
import { panelTexts } from '../texts/index.ts';
import { PanelPage } from './panel-page.tsx';

export interface ApiPageProps {
  readonly about: About;
  readonly calls: readonly ApiCall[];
  /** `http://localhost:4000/api/v1` */
  readonly base: string;
}

/** Each call with its example. The descriptions are those of the OpenAPI document, in English. */
export function ApiPage({ about, calls, base }: ApiPageProps) {
  const say = useSay(panelTexts);
  return (
    <PanelPage section="api" about={about} lead={say('apiLead')}>
      <p>
        <a href="/api/v1/openapi.json">{say('apiDocument')}</a>
      </p>
      {calls.map((call) => (
        <section key={`${call.method} ${call.path}`} class="panel" lang="en">
          <h2>
            <code>
              {call.method.toUpperCase()} {call.path}
            </code>
          </h2>
          <p>{call.summary}</p>
          {call.description !== '' && <p class="soft lines">{call.description}</p>}
          {/* Long lines scroll: whoever uses the keyboard must reach them. */}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to take the focus (axe: scrollable-region-focusable) */}
          <pre tabIndex={0}>{curl(call, base)}</pre>
        </section>
      ))}
    </PanelPage>
  );
}

/** A command that can be pasted into a shell. */
function curl({ method, path, example }: ApiCall, base: string): string {
  const address = `${base}${path.replace('{name}', 'active-sms').replace('{serial}', 'CA00000AA').replace('{id}', 'fault-1')}`;
  const verb = method === 'get' ? '' : `-X ${method.toUpperCase()} `;
  const body = example === null ? '' : ` \\\n  -H 'Content-Type: application/json' -d '${JSON.stringify(example)}'`;
  return `curl -s ${verb}'${address}'${body}`;
}
