import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fromHex } from '@tessera/base';
import type { PrivatePcscd } from '@tessera/readers/testing';

const MODULE = process.env['CIE_PKCS11_MODULE'];
const SOURCE = process.env['CIE_MIDDLEWARE_SOURCE'];

/** How to give this machine the middleware of strangers; null when it is there. */
export const WHAT_MIDDLEWARE_MISSES: string | null =
  MODULE !== undefined && SOURCE !== undefined
    ? null
    : 'build libcie-pkcs11.so from a checkout of cie-middleware-linux (docs/operating/official-middleware.md says how), then set CIE_PKCS11_MODULE to the library and CIE_MIDDLEWARE_SOURCE to the checkout';

/** What one of the middleware's own functions gave back: a PKCS#11 result, and the tries left where it told them. */
export interface Verdict {
  readonly result: number;
  readonly attempts: number;
  /** NIS, name and document number of the card that was enrolled. */
  readonly card: string | null;
}

export const CKR = { ok: 0x0, pinIncorrect: 0xa0, pinLocked: 0xa4, alreadyEnrolled: 0xf0 } as const;

/** The official middleware at a pcscd, with a home of its own for what it keeps of a card. */
export interface Middleware {
  call(act: 'enrol' | 'change-pin' | 'unblock' | 'remove', ...words: readonly string[]): Promise<Verdict>;
  /** Debian's pkcs11-tool over the module: all that it printed. */
  pkcs11(...args: readonly string[]): Promise<string>;
  /** The environment in which another tool finds pcscd, the home, and the ATR that vpcd does not tell. */
  readonly environment: Readonly<Record<string, string>>;
  readonly module: string;
  close(): void;
}

export function openMiddleware(pcscd: PrivatePcscd): Middleware {
  if (MODULE === undefined) throw new Error(WHAT_MIDDLEWARE_MISSES ?? 'no module');
  const home = mkdtempSync(join(tmpdir(), 'tessera-middleware-'));
  const caller = compile('middleware.c', join(home, 'middleware'), '-ldl');
  const shim = compile(
    'reader-attribute.c',
    join(home, 'reader-attribute.so'),
    '-shared',
    '-fPIC',
    '-I/usr/include/PCSC',
    '-ldl',
    '-lpcsclite',
  );
  const environment = { HOME: home, LD_PRELOAD: shim, PCSCLITE_CSOCK_NAME: pcscd.socket };
  const run = (tool: string, args: readonly string[]): Promise<string> =>
    pcscd.run('env', [...Object.entries(environment).map(([name, value]) => `${name}=${value}`), tool, ...args]);
  return {
    call: async (act, ...words) => verdictIn(await run(caller, [MODULE, act, ...words])),
    pkcs11: (...args) => run('pkcs11-tool', ['--module', MODULE, ...args]),
    environment,
    module: MODULE,
    close: () => rmSync(home, { recursive: true, force: true }),
  };
}

function compile(source: string, out: string, ...flags: readonly string[]): string {
  execFileSync('cc', [fileURLToPath(new URL(source, import.meta.url)), '-o', out, ...flags]);
  return out;
}

function verdictIn(output: string): Verdict {
  const [, result, attempts] = /^result 0x([0-9a-f]+) attempts (-?\d+)$/m.exec(output) ?? [];
  if (result === undefined) throw new Error(`the middleware said nothing: ${output}`);
  return {
    result: Number.parseInt(result, 16),
    attempts: Number(attempts),
    card: /^card (.*)$/m.exec(output)?.[1] ?? null,
  };
}

/**
 * The private exponent with which the published clients certify themselves. It is read from the checkout each time: no other
 * software's keys are in this repository.
 */
export function publishedExponent(): Uint8Array {
  if (SOURCE === undefined) throw new Error(WHAT_MIDDLEWARE_MISSES ?? 'no source');
  const text = readFileSync(join(SOURCE, 'cie-pkcs11', 'CSP', 'ExtAuthKey.cpp'), 'utf8');
  const [, array = ''] = /ExtAuth_PrivExp\[\]\s*=\s*\{([^}]*)\}/.exec(text) ?? [];
  const exponent = fromHex(Array.from(array.matchAll(/0x([0-9a-f]{2})/gi), ([, byte]) => byte).join(''));
  if (exponent.length !== 256) throw new Error('the checkout holds no exponent of 256 bytes where it was');
  return exponent;
}
