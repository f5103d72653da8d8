import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** As somebody runs it in whose home nothing is set up. */
const tesseraCie = (...words: readonly string[]) =>
  spawnSync(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'main.ts'), ...words], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'it', TESSERA_CIE_SETTINGS: join(import.meta.dirname, 'no-settings.json') },
  });

it('tessera-cie: --help helps after a command too; without settings it says whose they are, in words', () => {
  // It used to answer that commands take no arguments.
  expect(tesseraCie('doctor', '--help')).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('Uso:'),
    stderr: '',
  });
  const { status, stderr } = tesseraCie('status');
  expect(status).toBe(1);
  expect(stderr).toContain('Software CIE non è ancora impostato');
  expect(stderr).toContain('terminal: missing');
});
