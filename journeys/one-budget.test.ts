import { globSync, readFileSync } from 'node:fs';
import { activate, answerWrongly, type NewCitizen, newCitizen } from '@tessera/activation/testing';
import { robotFields, type Visitor, visitor } from '@tessera/web/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hiddenFields } from './every-door/door.ts';
import { type House, openHouse } from './every-door/house.ts';
import { recoverPassword } from './every-door/recover.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

/** A browser of its own that stands at the question, and what it is answered with these digits. */
async function answerInTheWizard({ fiscalCode, serial }: NewCitizen, half: string): Promise<number> {
  const browser = visitor(house.apps.portal);
  const start = await browser.get('/attivazione');
  const form = { ...hiddenFields(start.body), fiscalCode, serial, ...(await robotFields(browser)) };
  await browser.post('/attivazione', form);
  const { body } = await browser.get('/attivazione/puk');
  if (!body.includes('name="digit')) return 403;
  return (await browser.post('/attivazione/puk', { ...hiddenFields(body), ...boxes(body, half) })).statusCode;
}

const boxes = (body: string, half: string): Record<string, string> =>
  Object.fromEntries(
    [1, 2, 3, 4]
      .filter((position) => body.includes(`name="digit${position}"`))
      .map((position) => [`digit${position}`, half.charAt(position - 1)]),
  );

const wrong = (half: string): string => [...half].map((digit) => (Number(digit) + 1) % 10).join('');

const guessesOf = async (citizen: NewCitizen): Promise<number> =>
  (await house.bed.events()).filter(
    ({ act, citizen: whose }) => act === 'activation.digits-wrong' && whose === citizen.citizenId,
  ).length;

describe('the question of the PUK has one budget', () => {
  it('T-ACT-05 shared by the wizard and by whoever calls the room itself', async () => {
    const citizen = await newCitizen(house.bed, { phone: '+393290000001' });
    expect(await answerInTheWizard(citizen, wrong(citizen.firstHalf))).toBe(422);
    for (let i = 0; i < 3; i++) expect(await answerWrongly(house.bed, citizen)).toMatchObject({ outcome: 'wrong' });
    expect(await answerInTheWizard(citizen, wrong(citizen.firstHalf))).toBe(403);
    expect(await answerWrongly(house.bed, citizen)).toEqual({ outcome: 'closed' });
    expect(await answerInTheWizard(citizen, citizen.firstHalf)).toBe(403);
    expect(await guessesOf(citizen)).toBe(5);
  });

  it('T-ACT-05 that a recovery neither spends nor gives back, by tax code or by serial number', async () => {
    const citizen = await newCitizen(house.bed, { phone: '+393290000002' });
    await activate(house.bed, citizen);
    house.bed.clock.advance(60_000);
    for (let i = 0; i < 4; i++) await answerWrongly(house.bed, citizen);
    await recoverPassword(house, { ...citizen, phone: citizen.phone ?? '' });
    expect(await guessesOf(citizen)).toBe(4);
    expect(await answerWrongly(house.bed, citizen)).toEqual({ outcome: 'closed' });
    // Closed is closed: another recovery opens nothing, and is not shut by it either (T-ACT-19).
    house.bed.clock.advance(60_000);
    await recoverPassword(house, { ...citizen, fiscalCode: citizen.serial, phone: citizen.phone ?? '' });
    expect(await answerInTheWizard(citizen, citizen.firstHalf)).toBe(403);
    expect(await guessesOf(citizen)).toBe(5);
  });

  it('T-ACT-05 and wrong codes of a recovery spend none of it', async () => {
    const citizen = await newCitizen(house.bed, { phone: '+393290000003' });
    const browser: Visitor = visitor(house.apps.portal);
    const start = await browser.get('/recupera-password');
    const form = { ...hiddenFields(start.body), username: citizen.serial, via: 'sms', ...(await robotFields(browser)) };
    await browser.post('/recupera-password', form);
    await browser.get('/recupera-password/codice');
    for (let i = 0; i < 6; i++) await browser.post('/recupera-password/codice', { code: '000000' });
    expect(await answerInTheWizard(citizen, citizen.firstHalf)).toBe(303);
  });

  it('T-ACT-05 because digits are compared in one place, after one count', () => {
    const sources = globSync('{packages,apps}/*/src/**/*.{ts,tsx}').filter(
      (file) => !file.includes('.test.') && !file.includes('/testing/'),
    );
    const callers = (pattern: RegExp) => sources.filter((file) => pattern.test(readFileSync(file, 'utf8'))).sort();
    expect(callers(/\bcheckPukDigits\(/)).toEqual([
      'packages/activation/src/answer-digits.ts',
      'packages/issuance/src/puk-digits.ts',
    ]);
    expect(callers(/\banswerDigits\(/)).toEqual([
      'apps/portal/src/activation/digits-route.tsx',
      'apps/sandbox/src/people/activate-by-sms.ts',
      'packages/activation/src/answer-digits.ts',
    ]);
    expect(callers(/\bfrom code_halves\b/)).toEqual(['packages/issuance/src/code-half-store.ts']);
    expect(callers(/\bactivation_budgets\b/)).toEqual([
      'packages/activation/src/budget-store.ts',
      'packages/activation/src/migrations.ts',
    ]);
  });
});
