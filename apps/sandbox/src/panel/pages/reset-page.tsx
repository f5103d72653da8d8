import { useSay } from '@tessera/web';
import type { About } from '../../sandbox.ts';
import { panelTexts } from '../texts/index.ts';
import { PanelPage } from './panel-page.tsx';
import { PanelForm } from './pieces.tsx';

/** Everything back to the first day. */
export function ResetPage({ about }: { readonly about: About }) {
  const say = useSay(panelTexts);
  return (
    <PanelPage section="reset" about={about}>
      <LastWarning action="/reset" consequence={say('resetLead')} act={say('resetButton')} back="/" />
    </PanelPage>
  );
}

/** Every message gone. */
export function ClearInboxPage({ about }: { readonly about: About }) {
  const say = useSay(panelTexts);
  return (
    <PanelPage section="inbox" about={about} title={say('clearInboxButton')}>
      <LastWarning
        action="/inbox/clear"
        consequence={say('clearInboxLead')}
        act={say('clearInboxButton')}
        back="/inbox"
      />
    </PanelPage>
  );
}

/** What cannot be undone has a page of its own, and a button that names the act (`ux.md` 4.13). */
function LastWarning(props: {
  readonly action: string;
  readonly consequence: string;
  readonly act: string;
  readonly back: string;
}) {
  const say = useSay(panelTexts);
  return (
    <>
      <p class="notice">{props.consequence}</p>
      <PanelForm action={props.action}>
        <button type="submit" class="danger">
          {props.act}
        </button>
        <a class="button quiet" href={props.back}>
          {say('cancel')}
        </a>
      </PanelForm>
    </>
  );
}
