import { type Agent, request } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly location: string | null;
  readonly body: string;
}

/** The least a browser is: it keeps cookies, sends forms, and does not follow a redirect unless told to. */
export class Browser {
  readonly #cookies = new Map<string, string>();
  readonly #agent: Agent;

  constructor(agent: Agent) {
    this.#agent = agent;
  }

  get(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.#send('GET', url, null, headers);
  }

  post(
    url: string,
    fields: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    return this.#send('POST', url, new URLSearchParams(fields).toString(), headers);
  }

  #send(method: string, url: string, form: string | null, extra: Readonly<Record<string, string>>): Promise<Answer> {
    const target = new URL(url);
    const headers: Record<string, string> = { accept: 'text/html,*/*', 'accept-language': 'it', ...extra };
    if (this.#cookies.size > 0)
      headers['cookie'] = Array.from(this.#cookies, ([name, value]) => `${name}=${value}`).join('; ');
    if (form !== null) {
      headers['content-type'] = 'application/x-www-form-urlencoded';
      headers['content-length'] = String(Buffer.byteLength(form));
    }
    return new Promise((resolve, reject) => {
      const sent = request(target, { method, headers, agent: this.#agent }, (answer) => {
        for (const cookie of answer.headers['set-cookie'] ?? []) this.#keep(cookie);
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          const { location } = answer.headers;
          resolve({
            status: answer.statusCode ?? 0,
            location: location === undefined ? null : new URL(location, target).href,
            body: Buffer.concat(chunks).toString(),
          });
        });
      });
      sent.on('error', reject);
      sent.end(form ?? undefined);
    });
  }

  #keep(cookie: string): void {
    const [pair = '', ...attributes] = cookie.split(';');
    const at = pair.indexOf('=');
    const gone = attributes.some((attribute) => /^\s*(max-age=0|expires=thu, 01 jan 1970)/i.test(attribute));
    if (gone) this.#cookies.delete(pair.slice(0, at));
    else this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
  }
}

/** The action and the fields, hidden values and all, of the first form of a page that matches. */
export function formWith(
  mark: RegExp,
  page: string,
): { readonly action: string; readonly fields: Record<string, string> } {
  for (const [form] of page.matchAll(/<form\b[\s\S]*?<\/form>/g)) {
    if (!mark.test(form)) continue;
    const fields: Record<string, string> = {};
    for (const [input] of form.matchAll(/<input\b[^>]*>/g)) {
      const name = /\bname="([^"]*)"/.exec(input)?.[1];
      if (name !== undefined && !/\btype="(checkbox|radio)"/.test(input))
        fields[name] = plain(/\bvalue="([^"]*)"/.exec(input)?.[1] ?? '');
    }
    return { action: plain(/<form\b[^>]*\baction="([^"]*)"/.exec(form)?.[1] ?? ''), fields };
  }
  throw new Error(`no form with ${mark} on the page: ${/<title>([^<]*)/.exec(page)?.[1] ?? page.slice(0, 200)}`);
}

const plain = (text: string): string => text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&');
