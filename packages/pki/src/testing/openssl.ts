import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** OpenSSL's command line as a judge that has never seen our code. */
export interface Judge {
  /** A file in the judge's own folder; gives its path. */
  file(name: string, content: Uint8Array | string): string;
  read(name: string): Uint8Array;
  /** Runs `openssl` with these words in that folder: both streams together, and whether it ended well. */
  run(command: string): { readonly well: boolean; readonly output: string };
  /** The same while this process goes on: for what asks a server of the test. */
  runBeside(command: string): Promise<string>;
  close(): void;
}

export function openJudge(): Judge {
  const folder = mkdtempSync(join(tmpdir(), 'tessera-openssl-'));
  return {
    file: (name, content) => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    },
    read: (name) => new Uint8Array(readFileSync(join(folder, name))),
    run: (command) => {
      const done = spawnSync('openssl', command.split(' '), { cwd: folder, encoding: 'utf8', timeout: 20_000 });
      return { well: done.status === 0, output: done.stdout + done.stderr };
    },
    runBeside: (command) =>
      new Promise((resolve) => {
        execFile('openssl', command.split(' '), { cwd: folder, timeout: 20_000 }, (_error, stdout, stderr) =>
          resolve(stdout + stderr),
        );
      }),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** DER as the text that OpenSSL's options take. */
export const pem = (label: string, der: Uint8Array): string =>
  `-----BEGIN ${label}-----\n${Buffer.from(der).toString('base64').replace(/.{64}/g, '$&\n').trim()}\n-----END ${label}-----\n`;
