import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import {
  choosePassword,
  chooseSms,
  giveCode,
  giveData,
  giveDigits,
  NEW_PASSWORD,
  proveEmail,
  proveNoRobot,
  proveReceipt,
} from './activation-walk.ts';
import { otherCode, wrongPuk } from './citizen.ts';
import { journeys } from './country.ts';
import {
  askToEnter,
  askToEnterWith,
  beforeCode,
  giveCredentials,
  giveSignInCode,
  hasArrived,
  readConsent,
} from './sign-in-walk.ts';

/** Two more passwords, long and strange enough to be found nowhere by chance. */
const RECOVERED_PASSWORD = 'Rima-baciata.7731';
const WRONG_PASSWORD = 'Verso-storto.4482';

/** How a value may stand somewhere without being seen at first sight: as it is, in base64 and base64url at any offset, in hex. */
function spellings(value: string): string[] {
  const bytes = Buffer.from(value);
  const inBase64 = [0, 1, 2].map((offset) => {
    const padded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    // The characters at both ends depend on the neighbours too.
    return padded.slice(offset === 0 ? 0 : offset + 1, Math.floor(((offset + bytes.length) * 8) / 6));
  });
  return [
    value,
    encodeURIComponent(value),
    ...inBase64,
    ...inBase64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
    bytes.toString('hex'),
  ];
}

/** Which of these names stand in the text, whatever the case and however they are spelt. */
function markersIn(text: string, markers: Readonly<Record<string, string>>): string[] {
  const lower = text.toLowerCase();
  return Object.entries(markers).flatMap(([name, value]) =>
    spellings(value).some((spelling) => lower.includes(spelling.toLowerCase())) ? [name] : [],
  );
}

journeys('a marker person', (country) => {
  it('T-PRV-01 T-PRV-02 X-03 goes through every flow, and nothing of theirs stands in logs, addresses or the national database', async () => {
    const citizen = await country().newCitizen({ email: 'filigrana.segreta@posta.example' });
    const { sms, mail } = citizen;
    const codes: string[] = [];
    const next = async (box: typeof sms) => {
      const code = await box.nextCode();
      codes.push(code);
      return code;
    };
    const visit = await country().visit();

    // The wizard, with mistakes.
    await giveData(visit, citizen);
    await giveDigits(visit, wrongPuk(citizen));
    await giveDigits(visit, citizen.card.puk);
    await visit.press('Continua');
    const phoneCode = await next(sms);
    await giveCode(visit, otherCode(phoneCode));
    await giveCode(visit, phoneCode);
    await proveEmail(visit, { ...citizen, mail: Object.assign(Object.create(mail), { nextCode: () => next(mail) }) });
    await choosePassword(visit);
    await chooseSms(visit);
    await proveReceipt(visit, citizen);
    await visit.standsAt('Non puoi attivare le credenziali da qui');

    // Level 2, with mistakes.
    await askToEnter(visit);
    await giveCredentials(visit, citizen.fiscalCode, WRONG_PASSWORD);
    await giveCredentials(visit, citizen.email ?? '', NEW_PASSWORD);
    await beforeCode(visit);
    const signInCode = await next(sms);
    await giveSignInCode(visit, otherCode(signInCode));
    await giveSignInCode(visit, signInCode);
    await readConsent(visit, 2, citizen);
    await visit.press('Prosegui');
    await hasArrived(visit, 2, citizen);
    await visit.go('service', '/sviluppatori');
    await visit.press('Entra con CIE');
    await visit.press('Annulla');

    // Recovery, and level 1 with the new password.
    await visit.go('portal', '/recupera-password');
    await visit.fill('Codice fiscale o numero di serie della carta', citizen.card.serial);
    await proveNoRobot(visit);
    await visit.press('Continua');
    const recoveryCode = await next(sms);
    await visit.fill('Codice di verifica OTP', otherCode(recoveryCode));
    await visit.press('Continua');
    await visit.fill('Codice di verifica OTP', recoveryCode);
    await visit.press('Continua');
    await visit.fill('Scegli Password', RECOVERED_PASSWORD);
    await visit.fill('Conferma Password', RECOVERED_PASSWORD);
    await visit.press('Continua');
    await askToEnterWith(visit, { level: 1 });
    await giveCredentials(visit, citizen.fiscalCode, RECOVERED_PASSWORD);
    await visit.press('Prosegui');
    await hasArrived(visit, 1, citizen);
    await visit.press('Esci');

    const { fiscalCode, card, phone, email, givenName, familyName } = citizen;
    const personal = {
      fiscalCode,
      phone: (phone ?? '').replace('+39', ''),
      email: email ?? '',
      puk: card.puk,
      pin: card.pin,
      password: NEW_PASSWORD,
      recoveredPassword: RECOVERED_PASSWORD,
      wrongPassword: WRONG_PASSWORD,
    };
    const log = country().log.join('');
    expect(log).toContain('"route":"/login/:id/credentials"');
    // Six digits stand in a log by chance sooner or later (a reference, a time): whole words only.
    const codesIn = (text: string) => codes.filter((code) => new RegExp(`(?<![\\w])${code}(?![\\w])`).test(text));
    const names = { givenName: `"${givenName}"`, familyName: `"${familyName}"`, serial: card.serial, nis: card.nis };
    expect([markersIn(log, { ...personal, ...names }), codesIn(log)]).toEqual([[], []]);

    const addresses = visit.asked.join('\n');
    expect([markersIn(addresses, { ...personal, serial: card.serial }), codesIn(addresses)]).toEqual([[], []]);

    // Serial number and NIS name the card, not the person: the register finds cards by them.
    await country().stop();
    const files = readdirSync(country().folder).filter((file) => file.startsWith('tessera.db'));
    expect(files).toContain('tessera.db');
    for (const file of files) {
      const database = readFileSync(join(country().folder, file), 'latin1');
      expect([markersIn(database, personal), codesIn(database)], file).toEqual([[], []]);
    }
  });
});
