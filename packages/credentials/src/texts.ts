import { catalogue } from '@tessera/base';

/**
 * The messages that go to a citizen's phone or mailbox. Pages have their own texts.
 *
 * What goes by SMS keeps to 160 characters of the GSM alphabet: straight quotes, no dashes.
 */
export const texts = catalogue({
  it: {
    codeSms: '{code} è il tuo codice CIE {purpose}. Non darlo a nessuno.\n\n@{host} #{code}',
    codeSubject: 'Il tuo codice CIE',
    codeEmail:
      '{code} è il tuo codice CIE {purpose}.\n\nVale {minutes, plural, one {# minuto} other {# minuti}} e una volta sola. Non darlo a nessuno.\n\nSe non hai chiesto tu questo codice, ignora questo messaggio.',
    forRecovery: 'per scegliere una nuova password',
    passwordRecoveredSubject: 'La tua password CIE è stata cambiata',
    passwordRecovered:
      "La password delle tue credenziali CIE è stata cambiata e gli accessi aperti sono stati chiusi. Se non sei stato tu, contatta subito l'assistenza.",
    passwordClosedSubject: 'Troppi tentativi con la tua password CIE',
    passwordClosed:
      'CIE: troppi tentativi con una password sbagliata. Se ora anche la tua è rifiutata, scegline una nuova con "Hai dimenticato la password?".',
    recoveryBusySubject: 'Troppi tentativi di recupero della password CIE',
    recoveryBusy:
      'CIE: troppi codici sbagliati per il recupero della tua password, che non è cambiata. Potrai riprovare dalle {time} del {day}.',
    contactChangedSubject: 'I tuoi contatti CIE sono stati cambiati',
    contactChanged:
      "Il Comune ha registrato un nuovo contatto per la tua identità CIE. Se non l'hai chiesto tu, contatta subito l'assistenza.",
  },
  en: {
    codeSms: '{code} is your CIE code {purpose}. Do not give it to anyone.\n\n@{host} #{code}',
    codeSubject: 'Your CIE code',
    codeEmail:
      '{code} is your CIE code {purpose}.\n\nIt is good for {minutes, plural, one {# minute} other {# minutes}} and once only. Do not give it to anyone.\n\nIf you did not ask for this code, ignore this message.',
    forRecovery: 'to choose a new password',
    passwordRecoveredSubject: 'Your CIE password was changed',
    passwordRecovered:
      'The password of your CIE credentials was changed, and open sessions were ended. If it was not you, contact the help desk at once.',
    passwordClosedSubject: 'Too many tries with your CIE password',
    passwordClosed:
      'CIE: too many tries with a wrong password. If yours is refused too now, choose a new one under "Hai dimenticato la password?".',
    recoveryBusySubject: 'Too many tries to recover your CIE password',
    recoveryBusy:
      'CIE: too many wrong codes to recover your password, which has not changed. You can try again from {time} on {day}.',
    contactChangedSubject: 'Your CIE contacts were changed',
    contactChanged:
      'The municipality recorded a new contact for your CIE identity. If you did not ask for it, contact the help desk at once.',
  },
  de: {
    codeSms: '{code} ist dein CIE-Code {purpose}. Gib ihn niemandem weiter.\n\n@{host} #{code}',
    codeSubject: 'Dein CIE-Code',
    codeEmail:
      '{code} ist dein CIE-Code {purpose}.\n\nEr gilt {minutes, plural, one {# Minute} other {# Minuten}} und nur einmal. Gib ihn niemandem weiter.\n\nWenn du diesen Code nicht angefordert hast, ignoriere diese Nachricht.',
    forRecovery: 'für die Wahl eines neuen Passworts',
    passwordRecoveredSubject: 'Dein CIE-Passwort wurde geändert',
    passwordRecovered:
      'Das Passwort deiner CIE-Zugangsdaten wurde geändert, offene Sitzungen wurden beendet. Wenn du das nicht warst, wende dich sofort an den Kundendienst.',
    passwordClosedSubject: 'Zu viele Versuche mit deinem CIE-Passwort',
    passwordClosed:
      'CIE: zu viele Versuche mit einem falschen Passwort. Wird nun auch deines abgelehnt, wähle ein neues unter "Hai dimenticato la password?".',
    recoveryBusySubject: 'Zu viele Versuche, dein CIE-Passwort zurückzusetzen',
    recoveryBusy:
      'CIE: zu viele falsche Codes zum Zurücksetzen deines Passworts; es ist unverändert. Neuer Versuch ab {time} Uhr am {day}.',
    contactChangedSubject: 'Deine CIE-Kontakte wurden geändert',
    contactChanged:
      'Die Gemeinde hat einen neuen Kontakt für deine CIE-Identität eingetragen. Wenn du das nicht warst, wende dich sofort an den Kundendienst.',
  },
});
