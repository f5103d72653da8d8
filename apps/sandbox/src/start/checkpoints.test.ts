import { join } from 'node:path';
import { readCheckpoints, verifyAuditTrail } from '@tessera/audit';
import { HOUR } from '@tessera/base';
import { afterEach, describe, expect, it } from 'vitest';
import { type TemporarySandbox, temporarySandbox } from '../testing/temporary-sandbox.ts';

const open: TemporarySandbox[] = [];
afterEach(async () => {
  for (const country of open.splice(0)) await country.close();
});

async function countryOn(dataFolder?: string): Promise<TemporarySandbox> {
  const country = await temporarySandbox(dataFolder === undefined ? {} : { dataFolder });
  open.push(country);
  return country;
}

describe('promise 21 the sandbox keeps signed checkpoints of its audit trail', () => {
  it('one at each start, and the trail is what they saw; a cut tail is found', async () => {
    const first = await countryOn();
    await first.sandbox.stop();
    const { sandbox, folder } = await countryOn(first.folder);
    const { database, keys } = sandbox.ground;
    await expect.poll(() => readCheckpoints(keys, join(folder, 'audit'))).toHaveLength(2);
    const checkpoints = await readCheckpoints(keys, join(folder, 'audit'));
    expect(await verifyAuditTrail(database, checkpoints)).toMatchObject({ outcome: 'intact' });

    // Cut so that the lane's own head does not betray it: only what was kept beside it does.
    await database.run(
      'update audit_lane set position = 0, hash = null where lane = (select min(lane) from audit_event)',
    );
    await database.run('delete from audit_event where lane = (select min(lane) from audit_event)');
    expect(await verifyAuditTrail(database)).toMatchObject({ outcome: 'intact' });
    expect(await verifyAuditTrail(database, checkpoints)).toMatchObject({ outcome: 'broken' });
  });

  // What would go wrong: those of the country that is no more say that the new one's trail was rewritten.
  it('a reset forgets them together with the trail, and begins anew', async () => {
    const { sandbox, folder, bugs } = await countryOn();
    const folderOfThem = join(folder, 'audit');
    const { database, keys } = sandbox.ground;
    await sandbox.moveClock({ kind: 'advance', by: { months: 0, milliseconds: HOUR } });
    await sandbox.reset();
    await expect.poll(() => readCheckpoints(keys, folderOfThem)).toHaveLength(1);
    const verdict = await verifyAuditTrail(database, await readCheckpoints(keys, folderOfThem));
    expect(verdict).toMatchObject({ outcome: 'intact' });
    expect(bugs).toEqual([]);
  });
});
