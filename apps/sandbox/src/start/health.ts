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
    ...Object.entries(apps).map(([name, origin]) => askApp(name, origin, certificate)),
    askDatabase().then(
      () => ({ name: 'database', ok: true, detail: 'answers' }),
      (error: unknown) => ({ name: 'database', ok: false, detail: nameOf(error) }),
    ),
  ]);
  return { status: checks.every(({ ok }) => ok) ? 'ready' : 'degraded', checks };
}

async function askApp(name: string, origin: string, certificate: string): Promise<Check> {
  try {
    const status = await (origin.startsWith('https:') ? askSecurely(origin, certificate) : askPlainly(origin));
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
