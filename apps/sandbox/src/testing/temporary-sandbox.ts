import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { type RunningSandbox, type SandboxOptions, startSandbox } from '../start/start-sandbox.ts';
import { fewKeyPairs } from './few-key-pairs.ts';

export interface ApiAnswer {
  readonly status: number;
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers whose shape is what they test
  readonly body: any;
  readonly headers: Headers;
}

export interface TemporarySandbox {
  readonly sandbox: RunningSandbox;
  readonly folder: string;
  readonly origin: string;
  /** Errors that nobody expected: a test that leaves one here has found a bug. */
  readonly bugs: unknown[];
  /** One call of the API: `call('post /people', { age: 12 })`. */
  call(line: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<ApiAnswer>;
  /** Stops it, and deletes the folder. */
  close(): Promise<void>;
}

/** The whole country on free ports in a folder of its own. */
export async function temporarySandbox(options: Partial<SandboxOptions> = {}): Promise<TemporarySandbox> {
  const folder = options.dataFolder ?? newDataFolder();
  const bugs: unknown[] = [];
  const sandbox = await startSandbox({
    port: 0,
    dataFolder: folder,
    drawKeyPair: fewKeyPairs(),
    onBug: (error) => bugs.push(error),
    ...options,
  });
  const origin = sandbox.addresses['controlPanel'] ?? '';
  return {
    sandbox,
    folder,
    origin,
    bugs,
    call: (line, body, headers) => call(origin, line, body, headers),
    close: async () => {
      await sandbox.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'tessera-sandbox-'));

/** Where a country can begin, with the keys of this test run: to draw those of an authority takes as long as all the rest. */
export function newDataFolder(): string {
  const folder = temporaryFolder();
  symlinkSync(inject('keysFolder'), join(folder, 'keys'));
  return folder;
}

async function call(
  origin: string,
  line: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<ApiAnswer> {
  const [method = '', path = ''] = line.split(' ');
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await fetch(`${origin}/api/v1${path}`, {
    method: method.toUpperCase(),
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: text }),
  });
  const received = await answer.text();
  const type = answer.headers.get('content-type') ?? '';
  return {
    status: answer.status,
    type,
    body: type.includes('json') ? JSON.parse(received) : received,
    headers: answer.headers,
  };
}
