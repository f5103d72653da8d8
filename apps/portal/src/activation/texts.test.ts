import { describe, expect, it } from 'vitest';
import { passwordTexts } from '../new-password/texts.ts';
import { codeTexts } from '../one-time-code/texts.ts';
import { texts } from './texts.ts';

const italian = new Set([texts, codeTexts, passwordTexts].flatMap(({ messages }) => Object.values(messages.it)));

/** Rows marked [V] of `docs/rules/requirements.md` A4, and the wizard's labels of `docs/rules/ux.md` 3.2. */
const VERBATIM: Readonly<Record<string, readonly string[]>> = {
  'ACT-07': ['I TUOI DATI', 'CONTATTI E PASSWORD', 'CONFIGURA', 'RIEPILOGO', 'Attivazione credenziali CIE'],
  'ACT-08': ['1.1 Scegli come attivare le tue credenziali'],
  'ACT-09': [
    'Hai già registrato la tua Carta di Identità Elettronica (CIE) sulla App CieID e hai la tua Carta a portata di mano?',
  ],
  'ACT-10': ['In alternativa, inserisci manualmente i dati della tua Carta di Identità Elettronica'],
  'ACT-11': ['Codice Fiscale', 'Numero di serie', 'Continua', 'Dati di contatto'],
  'ACT-13': ['1.2 Inserisci codice PUK', 'Inserisci la {first}° e {second}° cifra della prima parte del codice PUK'],
  'ACT-17': ['Come ottenere questi dati?'],
  'ACT-18': ['2.1 Verifica Numero Cellulare', 'Numero cellulare'],
  'ACT-19': ['Il numero di cellulare non è corretto?', 'Scopri come modificarlo'],
  'ACT-21': [
    'Inserimento codice temporaneo OTP',
    'Per proseguire inserire il codice temporaneo OTP che ti è stato inviato tramite SMS',
    'Codice di verifica OTP',
  ],
  'ACT-22': ["Non hai ricevuto l'SMS?", 'Invia SMS di nuovo'],
  'ACT-23': ['2.2 Verifica Indirizzo E-mail', 'Contatto mancante'],
  'ACT-26': ['2.3 Crea Credenziali', 'Il tuo username', 'Potrai utilizzare indifferentemente come username:'],
  'ACT-27': ['Il tuo codice fiscale', 'Il numero di serie della tua CIE', "L'indirizzo e-mail che hai verificato"],
  'ACT-28': ['Crea Password', 'Scegli Password', 'Conferma Password'],
  'ACT-29': [
    'La password scelta deve rispettare almeno i seguenti criteri:',
    'minimo 10, massimo 20 caratteri alfanumerici',
    'una lettera maiuscola, una lettera minuscola',
    'un numero',
    'un simbolo',
    'non può contenere più di 2 caratteri uguali consecutivi',
  ],
  'ACT-30': [
    "Ho preso visione dell'Informativa ai sensi degli artt. 13 e 14 del GDPR - Regolamento (UE) 2016/679 per la protezione dei dati personali (GDPR)",
  ],
  'ACT-31': [
    'Ci sei quasi...',
    "Scegli come autorizzare gli accessi ai servizi online per completare l'attivazione delle Credenziali CIE.",
    'Scegli come autorizzare i tuoi accessi online',
  ],
  'ACT-32': [
    'MODALITÀ CONSIGLIATA',
    'App CieID',
    'Scegli questa modalità se vuoi ricevere una notifica push o vuoi accedere inquadrando il QR code.',
    'Scegli App CieID',
  ],
  'ACT-33': [
    'SMS',
    'Scegli questa modalità se vuoi ricevere un codice temporaneo (OTP) via SMS ad ogni accesso.',
    'Scegli SMS',
  ],
  'ACT-34': [
    'Credenziali attivate',
    'Ricorda che puoi usare come username:',
    'Modalità di utilizzo delle tue credenziali Livello 2:',
    'Codice temporaneo OTP via SMS',
  ],
  'ACT-35': ['Potrai sempre cambiare la tua scelta nella sezione Gestione CIEID della tua Area Personale'],
  'ACT-36': [
    'Cosa puoi fare adesso?',
    "Scarica l'app CIEID sul tuo dispositivo",
    'Utilizza subito le tue nuove credenziali',
    'Scopri a quali servizi puoi accedere tramite Entra con CIE',
    'Scopri di più',
  ],
  'ACT-37': [
    'Cosa ti resta da fare?',
    "Scarica L'App CieID",
    'Inserisci le tue credenziali',
    'Attiva le notifiche',
    'Inquadra e scarica App CieID',
    'RIEPILOGO DELLA TUA ATTIVAZIONE',
    'Modalità di autenticazione:',
    'Torna alla Home',
  ],
};

describe('the words of the guides', () => {
  it.each(Object.entries(VERBATIM))('X-01 %s stands verbatim', (_row, labels) => {
    expect(labels.filter((label) => !italian.has(label))).toEqual([]);
  });
});
