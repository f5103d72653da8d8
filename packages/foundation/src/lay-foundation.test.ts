import { mkdir, mkdtemp, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEnvironment } from '@tessera/web';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EngineEnvironment } from './engine-environment.ts';
import { layFoundation } from './lay-foundation.ts';

describe('foundation', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tessera-foundation-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const settings = (more: Record<string, string> = {}) =>
    readEnvironment(EngineEnvironment, { TESSERA_DATA: folder, TESSERA_KEYS: join(folder, 'keys'), ...more });

  it('is laid on an empty folder and found again by the next start', async () => {
    const first = await layFoundation(settings());
    const digest = first.ground.keys.digest('fiscal-code', 'somebody');
    await first.ground.database.transaction((sql) =>
      first.ground.audit.record(sql, { act: 'foundation.laid', rule: 'promise 21' }),
    );
    await first.close();

    const second = await layFoundation(settings());
    expect(second.ground.keys.digest('fiscal-code', 'somebody')).toEqual(digest);
    expect(await second.ground.database.all('select act from audit_event')).toEqual([{ act: 'foundation.laid' }]);
    await second.close();
  });

  it('T-CRY-06 makes no new keys where something was done: a lost key folder stops the start, and is left as it is', async () => {
    const first = await layFoundation(settings());
    const { database, audit, keys } = first.ground;
    const digest = keys.digest('fiscal-code', 'somebody');
    await database.transaction((sql) => audit.record(sql, { act: 'foundation.laid', rule: 'promise 21' }));
    await first.close();

    await rename(join(folder, 'keys'), join(folder, 'lost'));
    await expect(layFoundation(settings())).rejects.toThrow('the key folder has no keys');
    await mkdir(join(folder, 'keys'));
    await expect(layFoundation(settings())).rejects.toThrow('the key folder has no keys');
    expect(await readdir(join(folder, 'keys'))).toEqual([]);

    await rmdir(join(folder, 'keys'));
    await rename(join(folder, 'lost'), join(folder, 'keys'));
    const found = await layFoundation(settings());
    expect(found.ground.keys.digest('fiscal-code', 'somebody')).toEqual(digest);
    await found.close();
  });

  it('promise 21 keeps signed checkpoints of the audit trail where the environment says', async () => {
    const checkpoints = join(folder, 'elsewhere');
    const { close } = await layFoundation(settings({ TESSERA_CHECKPOINTS: checkpoints }));
    await expect.poll(() => readdir(checkpoints).catch(() => [])).toHaveLength(1);
    await close();
  });

  it('names every setting that is missing or wrong, at once', () => {
    const wrong = { DATABASE_URL: 'mysql://x', TESSERA_SMS_URL: 'http://plain.example', TESSERA_SMTP_PORT: 'mail' };
    expect(() => readEnvironment(EngineEnvironment, wrong)).toThrow(
      /DATABASE_URL[\s\S]*TESSERA_KEYS[\s\S]*TESSERA_SMTP_PORT[\s\S]*TESSERA_SMS_URL/,
    );
  });
});
