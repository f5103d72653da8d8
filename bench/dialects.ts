import type { Child } from './children.ts';
import type { Person } from './providers/contract.ts';
import { PEER_CODE } from './providers/peer-code.ts';
import type { Dialect } from './sign-in.ts';

/** Milliseconds that the load client waits for a code. */
const CODE_PATIENCE = 5_000;

export const peerDialect: Dialect = {
  username: 'username',
  password: 'password',
  code: 'code',
  codeFor: async () => PEER_CODE,
};

/** Tessera's field names, and the codes that its SMS channel hands over. */
export function tesseraDialect(provider: Child<unknown>): Dialect {
  const arrived = new Map<string, string>();
  const waiting = new Map<string, (code: string) => void>();
  provider.onMessage((message) => {
    const { sms } = message as { sms?: { to: string; text: string } };
    const code = /\b\d{6}\b/.exec(sms?.text ?? '')?.[0];
    if (sms === undefined || code === undefined) return;
    const waiter = waiting.get(sms.to);
    if (waiter === undefined) arrived.set(sms.to, code);
    else {
      waiting.delete(sms.to);
      waiter(code);
    }
  });
  return {
    username: 'username',
    password: 'password',
    code: 'code',
    codeFor: ({ phone = '' }: Person) => {
      const code = arrived.get(phone);
      arrived.delete(phone);
      if (code !== undefined) return Promise.resolve(code);
      return new Promise((resolve, reject) => {
        waiting.set(phone, resolve);
        setTimeout(
          () => reject(new Error('no code came: this phone had one within the minute')),
          CODE_PATIENCE,
        ).unref();
      });
    },
  };
}
