import { DescriptionList, Page, useSay, useVisit } from '@tessera/web';
import { texts } from '../texts/index.ts';

/** What this site is, for somebody who followed an address out of a certificate. The thumbprints are SHA-256. */
export function HomePage({ root, issuing }: { readonly root: string; readonly issuing: string }) {
  const say = useSay(texts);
  const { settings } = useVisit();
  return (
    <Page title={say('title')} lead={say('lead')}>
      <p>{say('forWhom')}</p>
      <Paper title={say('rootTitle')} thumbprint={root} files={['/ca/root.cer', '/crl/root.crl']} />
      <Paper title={say('issuingTitle')} thumbprint={issuing} files={['/ca/issuing.cer', '/crl/issuing.crl']} />
      <h2>{say('statusTitle')}</h2>
      <p>{say('statusText')}</p>
      <p>
        <code>{`${settings.origin}/ocsp`}</code>
      </p>
    </Page>
  );
}

function Paper(props: {
  readonly title: string;
  readonly thumbprint: string;
  readonly files: readonly [certificate: string, list: string];
}) {
  const say = useSay(texts);
  const [certificate, list] = props.files;
  return (
    <>
      <h2>{props.title}</h2>
      <DescriptionList
        items={[
          { term: say('certificate'), value: <a href={certificate}>{certificate}</a> },
          { term: say('list'), value: <a href={list}>{list}</a> },
          { term: say('thumbprint'), value: <Thumbprint value={props.thumbprint} /> },
        ]}
      />
    </>
  );
}

/** It may break after each colon, so that a narrow page can show it. */
function Thumbprint({ value }: { readonly value: string }) {
  return (
    <code>{value.split(':').flatMap((pair, i) => (i === 0 ? [pair] : [':', <wbr key={`${i}${pair}`} />, pair]))}</code>
  );
}
