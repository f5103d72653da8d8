import { DescriptionList, Page, useSay, useVisit } from '@tessera/web';
import { texts } from '../texts/index.ts';

/** What this site is, for somebody who followed an address out of a certificate. The thumbprints are SHA-256. */
export function HomePage(props: {
  readonly root: string;
  /** One for each key, the oldest first. */
  readonly issuing: readonly { readonly papers: string; readonly thumbprint: string }[];
}) {
  const say = useSay(texts);
  const { settings } = useVisit();
  return (
    <Page title={say('title')} lead={say('lead')}>
      <p>{say('forWhom')}</p>
      <Paper title={say('rootTitle')} thumbprint={props.root} files={filesOf('root')} />
      {props.issuing.map(({ papers, thumbprint }, i) => (
        <Paper
          key={papers}
          title={i === 0 ? say('issuingTitle') : `${say('issuingTitle')} ${i + 1}`}
          thumbprint={thumbprint}
          files={filesOf(papers)}
        />
      ))}
      <p>
        {say('allTogether')} <a href="/ca/authorities.pem">/ca/authorities.pem</a>
      </p>
      <h2>{say('statusTitle')}</h2>
      <p>{say('statusText')}</p>
      <p>
        <code>{`${settings.origin}/ocsp`}</code>
      </p>
    </Page>
  );
}

const filesOf = (papers: string) => [`/ca/${papers}.cer`, `/crl/${papers}.crl`] as const;

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
