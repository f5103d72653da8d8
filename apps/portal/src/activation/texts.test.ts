import { codeSentTo, newCitizen } from '@tessera/activation/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { begin, choosePassword, digitFields, PASSWORD_FORM } from './testing/walker.ts';
import { type WizardServer, wizardServer } from './testing/wizard-server.ts';

type PageName = '1.1' | '1.2' | '2.1' | '2.1 code' | '2.2' | '2.3' | '3' | '4 SMS' | '4 app';

/**
 * Rows of `docs/rules/requirements.md` A4 (those marked [V] word by word), each with its page and its words in the order
 * in which they are read there.
 */
const ROWS: readonly (readonly [row: string, page: PageName, ...words: readonly string[]])[] = [
  [
    'ACT-07',
    '1.1',
    'Home / Attivazione credenziali CIE',
    '1 I TUOI DATI',
    '2 CONTATTI E PASSWORD',
    '3 CONFIGURA',
    '4 RIEPILOGO',
  ],
  ['ACT-08', '1.1', '1.1 Scegli come attivare le tue credenziali'],
  ['ACT-10', '1.1', 'In alternativa, inserisci manualmente i dati della tua Carta di Identità Elettronica'],
  [
    'ACT-11',
    '1.1',
    '* Campi obbligatori',
    'Dati di contatto',
    'Codice Fiscale*',
    'Numero di serie*',
    'Risolvi il captcha*',
    'Non sono un robot',
    'Continua',
  ],
  ['ACT-12', '1.1', 'Numero di serie*', 'in alto a destra sulla carta, come CA00000AA'],
  [
    'ACT-13',
    '1.2',
    '1.2 Inserisci codice PUK',
    'Inserisci la N° e N° cifra della prima parte del codice PUK',
    'Le cifre richieste possono variare di volta in volta',
  ],
  ['ACT-17', '1.2', 'Come ottenere questi dati?', 'Continua'],
  ['ACT-18', '2.1', '2.1 Verifica Numero Cellulare', 'Numero cellulare', '+39********', 'Continua'],
  ['ACT-19', '2.1', 'Il numero di cellulare non è corretto? Scopri come modificarlo'],
  [
    'ACT-21',
    '2.1 code',
    'Inserimento codice temporaneo OTP',
    'Per proseguire inserire il codice temporaneo OTP che ti è stato inviato tramite SMS',
    'Codice di verifica OTP',
    'Continua',
  ],
  ['ACT-22', '2.1 code', "Non hai ricevuto l'SMS? Invia SMS di nuovo"],
  [
    'ACT-23',
    '2.2',
    '2.2 Verifica Indirizzo E-mail',
    'Passaggio facoltativo',
    'Contatto mancante',
    'Salta questo passaggio',
  ],
  [
    'ACT-24',
    '2.2',
    'È sempre possibile inserire tale dato anche in un secondo momento',
    'Indica un indirizzo personale',
  ],
  ['ACT-26', '2.3', '2.3 Crea Credenziali', 'Il tuo username', 'Potrai utilizzare indifferentemente come username:'],
  [
    'ACT-27',
    '2.3',
    'Il tuo codice fiscale',
    'Il numero di serie della tua CIE',
    "L'indirizzo e-mail che hai verificato",
  ],
  ['ACT-28', '2.3', 'Crea Password', 'Scegli Password', 'Conferma Password'],
  [
    'ACT-29',
    '2.3',
    'La password scelta deve rispettare almeno i seguenti criteri:',
    'minimo 10, massimo 20 caratteri alfanumerici',
    'una lettera maiuscola, una lettera minuscola',
    'un numero',
    'un simbolo',
    'non può contenere più di 2 caratteri uguali consecutivi',
  ],
  [
    'ACT-30',
    '2.3',
    "Ho preso visione dell'Informativa ai sensi degli artt. 13 e 14 del GDPR - Regolamento (UE) 2016/679 per la protezione dei dati personali (GDPR)*",
  ],
  [
    'ACT-31',
    '3',
    'Ci sei quasi...',
    "Scegli come autorizzare gli accessi ai servizi online per completare l'attivazione delle Credenziali CIE.",
    'Scegli come autorizzare i tuoi accessi online',
  ],
  [
    'ACT-32',
    '3',
    'MODALITÀ CONSIGLIATA',
    'App CieID',
    'Scegli questa modalità se vuoi ricevere una notifica push o vuoi accedere inquadrando il QR code.',
    'Scegli App CieID',
  ],
  [
    'ACT-33',
    '3',
    'Scegli App CieID',
    'SMS Scegli questa modalità se vuoi ricevere un codice temporaneo (OTP) via SMS ad ogni accesso.',
    'Scegli SMS',
  ],
  [
    'ACT-34',
    '4 SMS',
    'Credenziali attivate',
    'Ricorda che puoi usare come username:',
    'Il tuo codice fiscale',
    'Il numero di serie della CIE',
    "L'indirizzo e-mail che hai verificato prova@esempio.it",
    'Modalità di utilizzo delle tue credenziali Livello 2: Codice temporaneo OTP via SMS',
  ],
  ['ACT-35', '4 SMS', 'Potrai sempre cambiare la tua scelta nella sezione Gestione CIEID della tua Area Personale'],
  ['ACT-35', '4 app', 'Potrai sempre cambiare la tua scelta nella sezione Gestione CIEID della tua Area Personale'],
  [
    'ACT-36',
    '4 SMS',
    'Cosa puoi fare adesso?',
    "Scarica l'app CIEID sul tuo dispositivo",
    'Scopri di più',
    'Utilizza subito le tue nuove credenziali',
    'Scopri a quali servizi puoi accedere tramite Entra con CIE',
    'Scopri di più',
  ],
  [
    'ACT-37',
    '4 app',
    'Credenziali attivate',
    'Cosa ti resta da fare?',
    "Scarica L'App CieID",
    'Inserisci le tue credenziali',
    'Attiva le notifiche',
    'Inquadra e scarica App CieID',
    'RIEPILOGO DELLA TUA ATTIVAZIONE',
    'Modalità di autenticazione: App CieID',
    'Torna alla Home',
  ],
  ['ACT-38', '4 SMS', 'Non sono necessari altri passaggi'],
  ['ACT-39', '4 app', 'Finché non hai certificato un dispositivo, puoi accedere con il codice via SMS'],
];

describe('the words of the guides', () => {
  let wizard: WizardServer;
  let pages: Readonly<Record<PageName, string>>;
  beforeAll(async () => {
    wizard = await wizardServer();
    pages = await walk(wizard);
  });
  afterAll(() => wizard.close());

  it.each(ROWS.map(([row, page, ...words]) => ({ row, page, words })))(
    'X-01 $row stands verbatim and in its order on page $page',
    ({ page, words }) => {
      let rest = pages[page];
      for (const some of words) {
        expect(rest).toContain(some);
        rest = rest.slice(rest.indexOf(some) + some.length);
      }
    },
  );

  it('ACT-38 ACT-39 neither summary says what the other one has to', () => {
    expect(pages['4 app']).not.toContain('Non sono necessari altri passaggi');
    expect(pages['4 SMS']).not.toContain('Cosa ti resta da fare?');
  });
});

/** Every page of the wizard, in the words of whoever walks it with an address of their own. */
async function walk(wizard: WizardServer): Promise<Readonly<Record<PageName, string>>> {
  const { bed } = wizard;
  const citizen = await newCitizen(bed);
  const browser = await begin(wizard, citizen);
  const read = async (path: string): Promise<string> => wordsOf((await browser.get(path)).body);
  const [data, digits] = [await read('/attivazione'), await read('/attivazione/puk')];
  await browser.post('/attivazione/puk', await digitFields(browser, citizen.firstHalf));
  const phone = await read('/attivazione/telefono');
  await browser.post('/attivazione/telefono');
  const phoneCode = await read('/attivazione/telefono/codice');
  await browser.post('/attivazione/telefono/codice', { code: codeSentTo(bed.sent, citizen.phone ?? '') });
  const email = await read('/attivazione/email');
  await browser.post('/attivazione/email', { email: 'prova@esempio.it' });
  await browser.post('/attivazione/email/codice', { code: codeSentTo(bed.sent, 'prova@esempio.it') });
  const credentials = await read('/attivazione/credenziali');
  await browser.post('/attivazione/credenziali', PASSWORD_FORM);
  const configure = await read('/attivazione/configura');
  await browser.post('/attivazione/configura', { secondFactor: 'sms' });
  const bySms = await read('/attivazione/riepilogo');

  const other = await choosePassword(wizard, await newCitizen(bed));
  await other.post('/attivazione/configura', { secondFactor: 'app' });
  const byApp = wordsOf((await other.get('/attivazione/riepilogo')).body);
  return {
    '1.1': data,
    '1.2': digits,
    '2.1': phone,
    '2.1 code': phoneCode,
    '2.2': email,
    '2.3': credentials,
    '3': configure,
    '4 SMS': bySms,
    '4 app': byApp,
  };
}

/** What is read of a page, from its breadcrumb on; which digits are asked is left open. */
const wordsOf = (html: string): string =>
  html
    .slice(html.indexOf('<main'))
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replace(/\s+/g, ' ')
    .replaceAll(/(?<=\S) \*/g, '*')
    .replace(/\d° e \d°/, 'N° e N°');
