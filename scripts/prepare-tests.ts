import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { installWhatTestsNeed } from './debian-packages.ts';

/** Native modules that Tessera can do without, and its tests can not. */
const MODULES = [
  {
    name: 'card readers',
    folder: 'node_modules/@pokusew/pcsclite',
    built: 'pcsclite.node',
    script: 'scripts/build-readers.ts',
  },
  { name: 'HSMs', folder: 'node_modules/pkcs11js', built: 'pkcs11.node', script: 'scripts/build-hsm.ts' },
] as const;

/** Everything that the tests need beside what npm brings: Debian's packages, and the modules for card readers and HSMs. */
export function prepareTests(): void {
  installWhatTestsNeed();
  for (const { name, folder, built, script } of MODULES) {
    if (!existsSync(folder) || existsSync(`${folder}/build/Release/${built}`)) continue;
    console.log(`Compiling the module for ${name} (once) ...`);
    const done = spawnSync(process.execPath, [script], { stdio: ['ignore', 'ignore', 'inherit'] });
    if (done.status !== 0) console.log(`The tests that need ${name} are skipped, each saying so.\n`);
  }
}
