import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const DRIVER = '/usr/lib/pcsc/drivers/serial/libifdvpcd.so';
const NEEDED = {
  pcscd: '/usr/sbin/pcscd',
  'vsmartcard-vpcd': DRIVER,
  opensc: '/usr/bin/opensc-tool',
  'pcsc-tools': '/usr/bin/pcsc_scan',
  'util-linux': '/usr/bin/unshare',
};

/** Debian's packages that are missing for tests with pcscd, and how to get them; null when all are there. */
export function whatPcscdMisses(): string | null {
  const missing = Object.entries(NEEDED).filter(([, file]) => !existsSync(file));
  if (missing.length === 0) return null;
  return `sudo apt-get install --no-install-recommends ${missing.map(([name]) => name).join(' ')}`;
}

/** A pcscd of the test's own, with one virtual reader of two slots, apart from whatever runs on this machine. */
export interface PrivatePcscd {
  /** Both of vpcd's ports are this and the next. */
  readonly port: number;
  /** To be set as PCSCLITE_CSOCK_NAME for whoever is to speak to it. */
  readonly socket: string;
  /** Runs a tool against it; its output, and that of a tool that is ended because it would go on for ever. */
  run(tool: string, args: readonly string[], forMs?: number): Promise<string>;
  /** Ends it and starts it anew, as an update does. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** `vpcd`: it listens, as Debian's configuration says, or calls, as 127.0.0.1 in it says. */
export async function startPcscd(vpcd: 'listens' | 'calls', port: number): Promise<PrivatePcscd> {
  const folder = mkdtempSync(join(tmpdir(), 'tessera-pcscd-'));
  const config = join(folder, 'reader.conf');
  const run = join(folder, 'run');
  mkdirSync(run);
  const device = vpcd === 'listens' ? '/dev/null' : '127.0.0.1';
  writeFileSync(config, `FRIENDLYNAME "Tessera"\nDEVICENAME ${device}:${port}\nLIBPATH ${DRIVER}\nCHANNELID ${port}\n`);
  const socket = join(run, 'pcscd', 'pcscd.comm');
  let daemon = await started(run, config, socket);
  return {
    port,
    socket,
    run: (tool, args, forMs = 20_000) => outputOf(tool, args, socket, forMs),
    restart: async () => {
      await ended(daemon);
      daemon = await started(run, config, socket);
    },
    stop: async () => {
      await ended(daemon);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** pcscd knows one place for its socket: it is given a /run of its own, which outsiders see as a folder. */
async function started(run: string, config: string, socket: string): Promise<ChildProcess> {
  const own = process.getuid?.() === 0 ? ['-m'] : ['-r', '-m'];
  const daemon = spawn(
    'unshare',
    [...own, 'sh', '-c', 'mount --bind "$0" /run && exec pcscd --foreground --config "$1"', run, config],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let said = '';
  daemon.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  for (let waited = 0; !existsSync(socket); waited += 20) {
    if (daemon.exitCode !== null || waited > 10_000) throw new Error(`pcscd did not start: ${said}`);
    await sleep(20);
  }
  return daemon;
}

async function ended(daemon: ChildProcess): Promise<void> {
  if (daemon.exitCode !== null || daemon.signalCode !== null) return;
  const closed = once(daemon, 'exit');
  daemon.kill('SIGTERM');
  const last = setTimeout(() => daemon.kill('SIGKILL'), 5_000);
  await closed;
  clearTimeout(last);
}

async function outputOf(tool: string, args: readonly string[], socket: string, forMs: number): Promise<string> {
  const done = promisify(execFile)(tool, args, {
    env: { ...process.env, PCSCLITE_CSOCK_NAME: socket, TERM: 'dumb' },
    timeout: forMs,
  });
  const { stdout, stderr } = await done.catch((error: { stdout?: string; stderr?: string }) => error);
  return `${stdout ?? ''}${stderr ?? ''}`;
}
