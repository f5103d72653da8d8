import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** What the tests need from the system, where it stands when it is there, and Debian's package that brings it. */
const NEEDED = [
  { package: 'chromium', brings: ['/usr/bin/chromium'], for: 'the journeys in a browser' },
  { package: 'chromium-headless-shell', brings: ['/usr/bin/chromium-headless-shell'], for: 'most of them, sooner' },
  { package: 'postgresql-15', brings: ['/usr/lib/postgresql/15/bin/initdb'], for: 'the same tests on PostgreSQL' },
  { package: 'poppler-utils', brings: ['/usr/bin/pdftotext'], for: 'reading the letters back' },
  { package: 'pcscd', brings: ['/usr/sbin/pcscd'], for: 'cards as every program sees them' },
  {
    package: 'vsmartcard-vpcd',
    brings: ['/usr/lib/pcsc/drivers/serial/libifdvpcd.so'],
    for: 'a reader without a device',
  },
  { package: 'opensc', brings: ['/usr/bin/opensc-tool'], for: 'a stranger’s eye on the card' },
  { package: 'pcsc-tools', brings: ['/usr/bin/pcsc_scan'], for: 'another stranger’s' },
  { package: 'softhsm2', brings: ['/usr/bin/softhsm2-util'], for: 'the authority’s keys in an HSM' },
  { package: 'libpcsclite-dev', brings: ['/usr/include/PCSC/winscard.h'], for: 'the module for card readers' },
  { package: 'g++', brings: ['/usr/bin/g++'], for: 'compiling that module' },
  { package: 'make', brings: ['/usr/bin/make'], for: 'the same' },
  { package: 'python3', brings: ['/usr/bin/python3'], for: 'the same' },
] as const;

const succeeds = (command: string, ...args: string[]): boolean =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0;

/** Installs what is missing where that is possible (Debian, root or sudo without a question), and names it exactly where it is not. */
export function installWhatTestsNeed(): void {
  const missing = NEEDED.filter(({ brings }) => !brings.every((file) => existsSync(file)));
  if (missing.length === 0) return;
  const names = missing.map((need) => need.package);
  console.log(`The tests need ${missing.map((need) => `${need.package} (${need.for})`).join(', ')}.`);

  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const possible = existsSync('/usr/bin/apt-get') && (asRoot.length === 0 || succeeds('sudo', '-n', 'true'));
  if (!possible) {
    console.log(`Install them with:  sudo apt-get install --no-install-recommends ${names.join(' ')}`);
    console.log('Until then the tests that need them are skipped, each saying so.\n');
    return;
  }
  for (const args of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', ...names],
  ]) {
    const [command = 'apt-get', ...rest] = [...asRoot, 'apt-get', ...args];
    const done = spawnSync(command, rest, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    if (done.status !== 0)
      console.log(`"apt-get ${args.join(' ')}" failed: the tests that need it are skipped, each saying so.`);
  }
}
