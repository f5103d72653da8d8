import { type Language, MINUTE, type OutgoingMessage } from '@tessera/base';
import type { Contact } from './contact.ts';
import { CODE_LIFETIME } from './one-time-code.ts';
import { texts } from './texts.ts';

/** What the text around a code says. */
export interface CodeText {
  readonly language: Language;
  /** Goes on after "… is your CIE code": "to enter Comune di Esempio". In the same language. */
  readonly purpose: string;
  /** The site that the browser may fill the code in on: the host of the page that asks for it, without the scheme. */
  readonly host: string;
}

/** One SMS holds so many characters of the GSM alphabet. */
const SMS_LENGTH_MAX = 160;

/** The message that carries a code, for the contact that it goes to. */
export const codeMessage = (to: Contact, code: string, text: CodeText): OutgoingMessage =>
  to.kind === 'sms' ? codeSms(to.address, code, text) : codeEmail(to.address, code, text);

/**
 * The code first, what it is for, and alone on the last line the form that browsers bind to the site (`ux.md` 4.9). A
 * purpose too long for one message is cut, never the rest.
 */
export function codeSms(to: string, code: string, { language, purpose, host }: CodeText): OutgoingMessage {
  const say = texts(language);
  const words = onOneLine(purpose);
  const room = SMS_LENGTH_MAX - say('codeSms', { code, purpose: '', host }).length;
  const fitting = words.length <= room ? words : `${words.slice(0, Math.max(room - 3, 0)).trimEnd()}...`;
  return { kind: 'sms', to, text: say('codeSms', { code, purpose: fitting, host }) };
}

export function codeEmail(to: string, code: string, { language, purpose }: CodeText): OutgoingMessage {
  const say = texts(language);
  const text = say('codeEmail', { code, purpose: onOneLine(purpose), minutes: CODE_LIFETIME / MINUTE });
  return { kind: 'email', to, subject: say('codeSubject'), text };
}

/** Line breaks in a service's name could write a last line of their own, and so bind the code to another site. */
const onOneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
