import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wholeChromiumPath } from '@tessera/web/testing';
import { type BrowserContext, chromium } from 'playwright-core';
import type { Pair } from './openssl.ts';

export interface BrowserWithCertificate {
  readonly context: BrowserContext;
  close(): Promise<void>;
}

function run(command: string, args: readonly string[], input = ''): void {
  const done = spawnSync(command, args, { input, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`${command}: ${done.error?.message ?? done.stderr}`);
}

/**
 * Chromium with a home of its own, and this certificate with its key in the NSS store there. For the address of `door` it
 * presents the certificate without the dialog that nobody could press: a profile setting that administrators have.
 */
export async function openBrowserWithCertificate(pair: Pair | null, door: string): Promise<BrowserWithCertificate> {
  const home = mkdtempSync(join(tmpdir(), 'tessera-chromium-'));
  const store = join(home, '.pki', 'nssdb');
  mkdirSync(store, { recursive: true });
  run('certutil', ['-N', '-d', `sql:${store}`, '--empty-password']);
  if (pair !== null) {
    const file = join(home, 'card.p12');
    run(
      'openssl',
      ['pkcs12', '-export', '-name', 'carta', '-passout', 'pass:x', '-out', file],
      pair.key + pair.certificate,
    );
    run('pk12util', ['-i', file, '-d', `sql:${store}`, '-W', 'x']);
  }
  const profile = join(home, 'profile');
  mkdirSync(join(profile, 'Default'), { recursive: true });
  const choice = JSON.stringify({ pattern: door, filter: {} });
  const preferences = { profile: { managed_auto_select_certificate_for_urls: [choice] } };
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
  const executablePath = wholeChromiumPath();
  if (executablePath === null) throw new Error('no Chromium: install it or set CHROMIUM');
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
    env: { ...process.env, HOME: home } as Record<string, string>,
    locale: 'it-IT',
    // The door's own certificate is nobody's: whom the browser trusts is not what is tried here.
    ignoreHTTPSErrors: true,
  });
  return {
    context,
    close: async () => {
      await context.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
