import { Callout, EntraConCie, LinkButton, useSay } from '@tessera/web';
import { CARD_PATH, START_PATH } from './paths.ts';
import { texts } from './texts.ts';
import { WizardPage } from './wizard-page.tsx';

/** The first of the two ways in: the card itself (ACT-09). `form` names this very form, so that sending it twice is one sign-in. */
export function CardWay({ form }: { readonly form: string }) {
  const say = useSay(texts);
  return (
    <section class="tessera-card mb-5" aria-labelledby="con-la-carta">
      <h2 id="con-la-carta" class="h5">
        {say('cardQuestion')}
      </h2>
      <p>{say('cardHint')}</p>
      <EntraConCie action={CARD_PATH}>
        <input type="hidden" name="form" value={form} autocomplete="off" />
      </EntraConCie>
    </section>
  );
}

/** The citizen came back from the identity provider without having entered. */
export function CardRefusedPage() {
  const say = useSay(texts);
  return <CardEnd title={say('cardRefusedTitle')} text={say('cardRefusedText')} />;
}

/** The provider cannot be reached, or what it answers does not hold. */
export function CardUnreachablePage() {
  const say = useSay(texts);
  return <CardEnd title={say('cardUnreachableTitle')} text={say('cardUnreachableText')} />;
}

function CardEnd({ title, text }: { readonly title: string; readonly text: string }) {
  const say = useSay(texts);
  return (
    <WizardPage title={title} step={1}>
      <Callout kind="warning">
        <p>{text}</p>
      </Callout>
      <p class="actions">
        <LinkButton href={START_PATH}>{say('cardOtherWay')}</LinkButton>
      </p>
    </WizardPage>
  );
}
