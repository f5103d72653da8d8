import type { Script } from '@tessera/testbed';
import { codeSms } from '../code-message.ts';
import { sendOneTimeCode } from '../send-one-time-code.ts';

export interface Asking {
  readonly citizenId: string;
  readonly phone: string;
  readonly times: number;
}

export interface Asked {
  readonly outcomes: readonly string[];
  /** What this process sent. */
  readonly sent: readonly string[];
}

/** All at once, for one login. */
const askForCodes: Script<Asking, Asked> = async ({ ground, input: { citizenId, phone, times } }) => {
  const request = {
    purpose: 'login',
    flow: 'one-login',
    citizenId,
    to: { kind: 'sms', address: phone },
    compose: (code: string) => codeSms(phone, code, { language: 'it', purpose: 'per provare', host: 'idp.example' }),
  } as const;
  const answers = await Promise.all(Array.from({ length: times }, () => sendOneTimeCode(ground, request)));
  return {
    outcomes: answers.map(({ outcome }) => outcome),
    sent: ground.sent.map((message) => (message.kind === 'letter' ? '' : message.text)),
  };
};
export default askForCodes;
