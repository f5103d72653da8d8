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

/** Asks every app for its first page, and the database for an answer: ready means ready. */
export async function checkHealth(
  apps: Readonly<Record<string, string>>,
  askDatabase: () => Promise<unknown>,
): Promise<Health> {
  const checks = await Promise.all([
    ...Object.entries(apps).map(([name, origin]) => askApp(name, origin)),
    askDatabase().then(
      () => ({ name: 'database', ok: true, detail: 'answers' }),
      (error: unknown) => ({ name: 'database', ok: false, detail: nameOf(error) }),
    ),
  ]);
  return { status: checks.every(({ ok }) => ok) ? 'ready' : 'degraded', checks };
}

async function askApp(name: string, origin: string): Promise<Check> {
  try {
    const answer = await fetch(origin, { redirect: 'manual', signal: AbortSignal.timeout(PATIENCE) });
    await answer.body?.cancel();
    return { name, ok: answer.status < 500, detail: `answers ${answer.status}` };
  } catch (error) {
    return { name, ok: false, detail: nameOf(error) };
  }
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown error');
