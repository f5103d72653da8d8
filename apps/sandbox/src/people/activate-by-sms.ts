import {
  type Activation,
  answerDigits,
  askDigits,
  beginActivation,
  choosePassword,
  confirmEmail,
  confirmPhone,
  doorOf,
  type Entered,
  findActivation,
  finishActivation,
  goOnWithoutEmail,
  type StepName,
  sendEmailCode,
  sendPhoneCode,
} from '@tessera/activation';
import { type Ground, randomToken } from '@tessera/base';
import type { Inbox } from '../world/inbox.ts';
import type { MessageKind } from '../world/message-store.ts';
import type { Resident } from './people.ts';

/** Everybody's password here: within the rules of ACT-29, and nobody's elsewhere. */
export const DEMO_PASSWORD = 'Mosaico-di-Prova-42';

interface Surroundings {
  readonly ground: Ground;
  readonly inbox: Inbox;
  readonly portalHost: string;
  /** How long a message may take, in real milliseconds. */
  readonly patience: number;
}

/**
 * Walks the wizard as this citizen would: the digits from the receipt, the code from the phone, the one from the
 * mailbox, the demo password, SMS. Throws when a step does not end as it should: then the wizard, or this walk, is wrong.
 */
export async function activateBySms(surroundings: Surroundings, resident: Resident): Promise<void> {
  const { ground, portalHost } = surroundings;
  const { fiscalCode, card, phone, email } = resident;
  const browser = randomToken(ground.random);
  const form = randomToken(ground.random);
  const begun = await beginActivation(ground, { browser, form, fiscalCode, serial: card.serial });
  const question = await askDigits(ground, await at(ground, begun.token, 'digits'));
  const typed = typedDigits(card.pukFirstHalf ?? '', question.positions);
  const answered = await answerDigits(ground, begun.token, { form: question.form, typed });
  if (answered.outcome !== 'proven') throw stopped('digits', answered.outcome);
  const { token } = answered;

  const phoneCode = nextCode(surroundings, 'sms', phone);
  expectOutcome('phone', 'sent', await sendPhoneCode(ground, await at(ground, token, 'phone'), portalHost));
  expectOutcome(
    'phone-code',
    'accepted',
    await confirmPhone(ground, await at(ground, token, 'phone-code'), await phoneCode()),
  );

  const atEmail = await at(ground, token, 'email');
  if (email === null) await goOnWithoutEmail(ground, atEmail);
  else {
    const emailCode = nextCode(surroundings, 'email', email);
    expectOutcome('email', 'sent', await sendEmailCode(ground, atEmail, null, portalHost));
    expectOutcome(
      'email-code',
      'accepted',
      await confirmEmail(ground, await at(ground, token, 'email-code'), await emailCode()),
    );
  }

  expectOutcome('password', 'chosen', await choosePassword(ground, await at(ground, token, 'password'), DEMO_PASSWORD));
  expectOutcome(
    'second-factor',
    'finished',
    await finishActivation(ground, await at(ground, token, 'second-factor'), 'sms'),
  );
}

/** The asked digits in their boxes, the others as `*`. */
const typedDigits = (half: string, asked: readonly number[]): string =>
  Array.from(half, (digit, i) => (asked.includes(i + 1) ? digit : '*')).join('');

async function at<Step extends StepName>(ground: Ground, token: string, step: Step): Promise<Entered<Step>> {
  const activation: Activation | null = await findActivation(ground, token);
  if (activation === null) throw stopped(step, 'the activation is gone');
  const door = doorOf(step, activation);
  if (door.door !== 'open') throw stopped(step, `stands at ${activation.state.step}`);
  return door.activation;
}

/** Looks at what has come before the message is asked for; the answer then waits for the next one. */
function nextCode({ inbox, patience }: Surroundings, kind: MessageKind, to: string | null): () => Promise<string> {
  const arrived = Promise.withResolvers<string>();
  const stop = inbox.onArrival((message) => {
    if (message.kind === kind && message.to === to && message.code !== null) arrived.resolve(message.code);
  });
  return async () => {
    const timer = setTimeout(() => arrived.reject(stopped(`${kind} code`, 'no message came')), patience);
    try {
      return await arrived.promise;
    } finally {
      clearTimeout(timer);
      stop();
    }
  };
}

function expectOutcome(step: string, expected: string, { outcome }: { readonly outcome: string }): void {
  if (outcome !== expected) throw stopped(step, outcome);
}

const stopped = (step: string, why: string): Error => new Error(`the activation stopped at ${step}: ${why}`);
