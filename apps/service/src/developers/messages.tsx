import type { Exchange, SignIn } from '@tessera/rp';
import { useSay } from '@tessera/web';
import type { ComponentChildren } from 'preact';
import { texts } from '../texts/index.ts';
import { parameterLines, pretty, readable } from './pretty.ts';
import { readJwt } from './read-jwt.ts';

/** The messages of one sign-in, in order; each opens at a click. */
export function Messages({ signIn }: { readonly signIn: SignIn }) {
  const say = useSay(texts);
  const address = new URL(signIn.pending.address);
  return (
    <section aria-labelledby="messages">
      <h2 id="messages">{say('messagesTitle')}</h2>
      <p>{say('messagesText')}</p>
      <Message title={`1. ${say('message_request')}`} summary={`GET ${address.origin}${address.pathname}`}>
        <pre class="message">{parameterLines(address.searchParams)}</pre>
        <Jwt name="request" jwt={address.searchParams.get('request') ?? ''} />
      </Message>
      <Message title={`2. ${say('message_answer')}`} summary={say('answerSummary')}>
        <pre class="message">{parameterLines(Object.entries(signIn.answer))}</pre>
      </Message>
      {signIn.exchanges.map((exchange, i) => (
        <ExchangeMessage key={exchange.url} number={i + 3} exchange={exchange} />
      ))}
      <Message title={say('message_idToken')} summary={say('verified')}>
        <Jwt name="id_token" jwt={signIn.idToken.jwt} />
      </Message>
      <Message title={say('message_accessToken')} summary={say('forTheProvider')}>
        <Jwt name="access_token" jwt={signIn.accessToken} />
      </Message>
      <Message title={say('message_userinfo')} summary={say('decrypted')}>
        <Jwt name="userinfo" jwt={signIn.userinfo.jwt} />
      </Message>
    </section>
  );
}

function ExchangeMessage({ number, exchange }: { readonly number: number; readonly exchange: Exchange }) {
  const { method, url, sent, status, contentType, received } = exchange;
  const form = new URLSearchParams(sent);
  return (
    <Message title={`${number}. ${method} ${new URL(url).pathname}`} summary={`${status} ${contentType}`}>
      {sent !== '' && <pre class="message">{parameterLines(form)}</pre>}
      <Jwt name="client_assertion" jwt={form.get('client_assertion') ?? ''} />
      <pre class="message">{readable(received, contentType)}</pre>
    </Message>
  );
}

function Message(props: { readonly title: string; readonly summary: string; readonly children: ComponentChildren }) {
  return (
    <details class="wide-details">
      <summary>
        {props.title} – {props.summary}
      </summary>
      {props.children}
    </details>
  );
}

/** Header and claims of a JWT; nothing for text that is none. */
function Jwt({ name, jwt }: { readonly name: string; readonly jwt: string }) {
  const read = readJwt(jwt);
  if (read === null) return null;
  return (
    <>
      <p>
        <code>{name}</code>
      </p>
      <pre class="message">{pretty(read.header)}</pre>
      {read.claims !== null && <pre class="message">{pretty(read.claims)}</pre>}
    </>
  );
}
