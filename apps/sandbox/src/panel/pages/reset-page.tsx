import { useSay } from '@tessera/web';
import type { About } from '../../sandbox.ts';
import { panelTexts } from '../texts/index.ts';
import { PanelPage } from './panel-page.tsx';
import { PanelForm } from './pieces.tsx';

/** What cannot be undone has a page of its own, and a button that names the act (`ux.md` 4.13). */
export function ResetPage({ about }: { readonly about: About }) {
  const say = useSay(panelTexts);
  return (
    <PanelPage section="reset" about={about}>
      <p class="notice">{say('resetLead')}</p>
      <PanelForm action="/reset">
        <button type="submit" class="danger">
          {say('resetButton')}
        </button>
        <a class="button quiet" href="/">
          {say('cancel')}
        </a>
      </PanelForm>
    </PanelPage>
  );
}
