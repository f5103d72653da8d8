import { Actions, Callout, LinkButton, StatusListener, useSay } from '@tessera/web';
import type { Diagnosis } from '../diagnosis.ts';
import { PATHS } from '../paths.ts';
import { texts } from '../texts/index.ts';
import { Cure } from './cures.tsx';
import { CardNow } from './home-page.tsx';
import { OwnPage } from './own-page.tsx';

/** C-15: what is wrong, before a login fails. */
export function DiagnosisPage({ diagnosis }: { readonly diagnosis: Diagnosis }) {
  const say = useSay(texts);
  return (
    <OwnPage title={say('diagnosisTitle')} lead={say('diagnosisLead')}>
      <CardNow diagnosis={diagnosis} />
      {diagnosis.findings.length === 0 ? (
        <Callout kind="success">
          <p>{say('diagnosisGood')}</p>
        </Callout>
      ) : (
        <section aria-labelledby="found">
          <h2 id="found" class="h4">
            {say('diagnosisFound')}
          </h2>
          {diagnosis.findings.map((finding) => (
            <Cure key={finding} finding={finding} />
          ))}
        </section>
      )}
      <StatusListener url={PATHS.events} />
      <Actions>
        <LinkButton href={PATHS.diagnosis}>{say('diagnosisAgain')}</LinkButton>
      </Actions>
    </OwnPage>
  );
}
