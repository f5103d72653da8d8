import { type ChildProcess, spawn } from 'node:child_process';
import { bundle } from '../scripts/bundle.ts';
import type { ProviderStart } from './providers/contract.ts';

/** A program in a process of its own. */
export interface Child<Ready> {
  /** What it told once it was ready. */
  readonly ready: Ready;
  readonly pid: number;
  /** What the child tells its parent while it runs, such as the codes it would have sent by SMS. */
  onMessage(listener: (message: unknown) => void): void;
  stop(): Promise<void>;
}

export type ChildName = 'oidc-provider' | 'tessera' | 'people';

/** Core 0 is the provider's (and its database's); the load client keeps to core 1. */
export const PROVIDER_CORE = '0';
export const CLIENT_CORE = '1';

const SOURCES: Readonly<Record<ChildName, string>> = {
  people: 'bench/providers/people.ts',
  tessera: 'bench/providers/tessera.ts',
  'oidc-provider': 'bench/providers/oidc-provider.ts',
};
const BUNDLES = 'bench/dist';

/** All of them as production runs them: bundled, nothing compiled at start. */
export const bundleProviders = (): Promise<void> => bundle(SOURCES, BUNDLES);

/**
 * Starts one, pinned to the provider's core; who activates people takes both, for nothing is measured then.
 *
 * `profileInto`: runs from the sources, so that a profile names them, and leaves a `.cpuprofile` in the folder when it stops.
 */
export function startChild<Ready>(
  name: ChildName,
  start: ProviderStart,
  { profileInto }: { readonly profileInto?: string | undefined } = {},
): Promise<Child<Ready>> {
  const program =
    profileInto === undefined
      ? ['--enable-source-maps', `${BUNDLES}/${name}.js`]
      : ['--cpu-prof', `--cpu-prof-dir=${profileInto}`, '--import', 'tsx', SOURCES[name]];
  const cores = name === 'people' ? `${PROVIDER_CORE},${CLIENT_CORE}` : PROVIDER_CORE;
  // The flags of this process too: scripts/run.mjs gives each program of ours the same.
  const child = spawn('taskset', ['-c', cores, process.execPath, ...heapFlags(), ...program], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code} before it was ready`)));
    child.on('message', (message: unknown) => {
      const { ready } = message as { ready?: Ready };
      if (ready === undefined) return;
      resolve({
        ready,
        pid: child.pid ?? 0,
        onMessage: (listener) => child.on('message', listener),
        stop: () => stopped(child),
      });
    });
    child.send(start);
  });
}

const heapFlags = (): string[] => process.execArgv.filter((flag) => flag.includes('-space-size='));

function stopped(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.removeAllListeners('exit');
    child.once('exit', () => resolve());
    child.disconnect(); // It ends by itself, and a profile is written.
    setTimeout(() => child.kill('SIGKILL'), 20_000).unref();
  });
}
