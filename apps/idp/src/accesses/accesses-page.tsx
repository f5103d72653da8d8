import { civilDateAt } from '@tessera/base';
import type { OfflineGrant } from '@tessera/oidc';
import { Button, Callout, Card, Cards, Form, Page, useSay, useVisit } from '@tessera/web';
import { texts } from '../texts/index.ts';
import { dayInWords } from '../times.ts';
import { ACCESSES_PATH } from './accesses-protocol.ts';

/** Services that may read the citizen's data again, each with its switch (`oidc.md` 11). */
export function AccessesPage({ grants }: { readonly grants: readonly OfflineGrant[] }) {
  const say = useSay(texts);
  return (
    <Page title={say('accessesTitle')} procedure={say('procedure')} lead={say('accessesLead')} account={<SignOff />}>
      {grants.length === 0 ? (
        <Callout kind="info">
          <p>{say('accessesNone')}</p>
        </Callout>
      ) : (
        <Cards>
          {grants.map((grant) => (
            <Grant key={grant.id} grant={grant} />
          ))}
        </Cards>
      )}
    </Page>
  );
}

function Grant({ grant }: { readonly grant: OfflineGrant }) {
  const say = useSay(texts);
  const { language } = useVisit();
  const day = (at: number) => dayInWords(language, civilDateAt(at));
  return (
    <Card title={grant.displayName}>
      <p>{say('accessSince', { day: day(grant.grantedAt) })}</p>
      <p>{say('accessUntil', { day: day(grant.until) })}</p>
      <Form action={`${ACCESSES_PATH}/end`}>
        <input type="hidden" name="grant" value={grant.id} />
        <Button look="outline">
          {say('accessEnd')}
          <span class="visually-hidden"> {grant.displayName}</span>
        </Button>
      </Form>
    </Card>
  );
}

function SignOff() {
  const say = useSay(texts);
  return (
    <Form action={`${ACCESSES_PATH}/sign-off`}>
      <Button look="link">{say('signOff')}</Button>
    </Form>
  );
}
