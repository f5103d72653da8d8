import { get } from 'node:https';
import { SECOND } from '@tessera/base';

export interface Check {
  readonly name: string;
  readonly ok: boolean;
  /** What it answered, or why it did not. */
  readonly detail: string;
}

export interface Health {
  readonly status: 'ready' | 'degraded';
  readonly checks: readonly Check[];
}

const PATIENCE = 5 * SECOND;
/** Asked in the place of a first page that does something: Software CIE's speaks to the card on the reader. A refusal is an answer. */
const ASKED: Readonly<Record<string, string>> = { softwareCie: '/stato' };

/**
 * Asks every app for its first page, and the database for an answer: ready means ready. `certificate` (PEM) is the one that those
 * who speak TLS have.
 */
export async function checkHealth(
  apps: Readonly<Record<string, string>>,
  askDatabase: () => Promise<unknown>,
  certificate: string,
): Promise<Health> {
  const checks = await Promise.all([
    ...Object.entries(apps).map(([name, origin]) => askApp(name, `${origin}${ASKED[name] ?? ''}`, certificate)),
    askDatabase().then(
      () => ({ name: 'database', ok: true, detail: 'answers' }),
      (error: unknown) => ({ name: 'database', ok: false, detail: nameOf(error) }),
    ),
  ]);
  return { status: checks.every(({ ok }) => ok) ? 'ready' : 'degraded', checks };
}

async function askApp(name: string, address: string, certificate: string): Promise<Check> {
  try {
    const status = await (address.startsWith('https:') ? askSecurely(address, certificate) : askPlainly(address));
    return { name, ok: status < 500, detail: `answers ${status}` };
  } catch (error) {
    return { name, ok: false, detail: nameOf(error) };
  }
}

async function askPlainly(origin: string): Promise<number> {
  const answer = await fetch(origin, { redirect: 'manual', signal: AbortSignal.timeout(PATIENCE) });
  await answer.body?.cancel();
  return answer.status;
}

function askSecurely(origin: string, ca: string): Promise<number> {
  return new Promise((answered, failed) => {
    const signal = AbortSignal.timeout(PATIENCE);
    get(origin, { ca, signal, agent: false }, (answer) => {
      answer.resume();
      answered(answer.statusCode ?? 0);
    }).on('error', failed);
  });
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown error');
