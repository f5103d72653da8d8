import type { Script } from '@tessera/testbed';
import { switchOn } from '../switch-on.ts';

/** Citizens who claim a phone each, all at once. */
export type Claims = readonly { readonly citizenId: string; readonly phone: string; readonly email: string }[];

const claimPhones: Script<Claims, string[]> = async ({ ground, input }) =>
  await Promise.all(
    input.map((claim) =>
      ground.database.transaction((sql) =>
        switchOn(sql, ground, { ...claim, passwordHash: 'quick:', secondFactor: 'sms' }),
      ),
    ),
  );
export default claimPhones;
