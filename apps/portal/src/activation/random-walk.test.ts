import { codeSentTo, GOOD_PASSWORD, type NewCitizen, newCitizen, wrongHalf } from '@tessera/activation/testing';
import { MINUTE, randomBelow } from '@tessera/base';
import { credentialsOf } from '@tessera/credentials';
import { seededRandom } from '@tessera/testbed';
import type { Visitor } from '@tessera/web/testing';
import { describe, expect, it } from 'vitest';
import { STEP_PATHS } from './paths.ts';
import { begin, digitFields } from './testing/walker.ts';
import { type WizardServer, wizardServer } from './testing/wizard-server.ts';

const STEPS = 250;

/** Everything that a browser, or somebody who means ill, may send: right, wrong, early, late and twice. */
const moves = (wizard: WizardServer, citizen: NewCitizen): readonly ((browser: Visitor) => Promise<unknown>)[] => {
  const code = () => {
    try {
      return codeSentTo(wizard.bed.sent, citizen.phone ?? '');
    } catch {
      return '000000';
    }
  };
  return [
    async (browser) => browser.post(STEP_PATHS.digits, await digitFields(browser, citizen.firstHalf)),
    async (browser) => {
      const fields = await digitFields(browser, citizen.firstHalf);
      await Promise.all([browser.post(STEP_PATHS.digits, fields), browser.post(STEP_PATHS.digits, fields)]);
    },
    async (browser) => browser.post(STEP_PATHS.digits, await digitFields(browser, wrongHalf(citizen.firstHalf))),
    (browser) => browser.post(STEP_PATHS.phone),
    (browser) => browser.post('/attivazione/telefono/nuovo-codice'),
    (browser) => browser.post(STEP_PATHS['phone-code'], { code: code() }),
    (browser) => browser.post(STEP_PATHS['phone-code'], { code: '000000' }),
    (browser) => browser.post(STEP_PATHS.email, { email: 'qualcuno@esempio.it' }),
    (browser) => browser.post('/attivazione/email/senza'),
    (browser) => browser.post(STEP_PATHS['email-code'], { code: '12' }),
    (browser) =>
      browser.post(STEP_PATHS.password, { password: GOOD_PASSWORD, passwordAgain: GOOD_PASSWORD, privacy: 'on' }),
    (browser) => browser.post(STEP_PATHS.password, { password: 'corta' }),
    (browser) => Promise.all([1, 2].map(() => browser.post(STEP_PATHS['second-factor'], { secondFactor: 'sms' }))),
    (browser) => browser.get(STEP_PATHS.finished),
    (browser) => browser.get(STEP_PATHS.email),
    (browser) => browser.post('/attivazione/altro-tempo'),
    async () => wizard.bed.clock.advance(MINUTE),
  ];
};

describe('two browsers that send everything in any order', () => {
  it.each([1, 2, 3])('T-ACT-15 T-ACT-17 never break anything, nor switch on twice (seed %i)', async (seed) => {
    const wizard = await wizardServer();
    try {
      const random = seededRandom(seed);
      const citizen = await newCitizen(wizard.bed);
      const browsers = [await begin(wizard, citizen), await begin(wizard, citizen)];
      const all = moves(wizard, citizen);
      for (let i = 0; i < STEPS; i++) {
        const browser = browsers[randomBelow(random, browsers.length)];
        const move = all[randomBelow(random, all.length)];
        if (browser === undefined || move === undefined) throw new Error('there is always one');
        await move(browser);
      }
      expect(wizard.bugs).toEqual([]);
      const acts = (await wizard.bed.events()).map(({ act }) => act);
      const count = (wanted: string) => acts.filter((act) => act === wanted).length;
      const active = (await credentialsOf(wizard.bed.database, citizen.citizenId)) !== null;
      expect(count('activation.finished')).toBe(active ? 1 : 0);
      expect(count('activation.closed')).toBeLessThanOrEqual(1);
      // Whoever was let in had proven digits and phone first.
      if (active) {
        const order = ['activation.digits-proven', 'activation.phone-proven', 'activation.finished'];
        expect(order.map((act) => acts.indexOf(act))).toEqual(
          order.map((act) => acts.indexOf(act)).sort((a, b) => a - b),
        );
      }
    } finally {
      await wizard.close();
    }
  });
});
