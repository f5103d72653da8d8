import type { it } from './it.ts';

export const de: Readonly<Record<keyof typeof it, string>> = {
  siteName: 'Entra con CIE',
  requestTitle: 'CIE-ZUGANGSANFRAGE, STUFE {level}',
  procedure: 'Entra con CIE',
  cancel: 'Abbrechen',
  proceed: 'Weiter',
  backToService: 'Zurück zum Dienst',
  timeLimit: 'Du hast bis {time} Uhr Zeit, die Anmeldung abzuschließen.',
  timeNearEnd: 'Für die Anmeldung bleiben weniger als 2 Minuten.',

  credentialsHeading: 'Mit deinen CIE-Zugangsdaten anmelden',
  username: 'CIE-Nummer, Steuernummer (codice fiscale) oder E-Mail',
  password: 'Passwort',
  forgotten: 'Passwort vergessen? Fordere ein neues an.',
  notActive: 'CIE-Zugangsdaten noch nicht aktiviert? Jetzt aktivieren',
  usernameMissing: 'Gib die CIE-Nummer, den codice fiscale oder die E-Mail-Adresse ein',
  wrongCredentials:
    'Die Angaben sind nicht richtig. Prüfe CIE-Nummer, codice fiscale oder E-Mail-Adresse und das Passwort und versuche es noch einmal.',
  waitTitle: 'Zu viele Versuche',
  waitText: 'Zum Schutz der Zugangsdaten warte bitte bis {time} Uhr und versuche es dann noch einmal.',
  waitRecover: 'Wenn du das Passwort nicht mehr weißt, fordere ein neues an: Dafür musst du nicht warten.',

  codeHeading: 'Einmalcode (OTP) eingeben',
  codeSent: 'Wir haben eine SMS mit einem 6-stelligen Code an deine Handynummer gesendet, die auf {ending} endet.',
  codeLabel: 'OTP-Code',
  codeHint: 'Er hat 6 Ziffern und gilt nur für diesen Zugang zu {service}.',
  codeValidity: 'Gültigkeit des Codes',
  codeMissing: 'Gib die 6 Ziffern des Codes ein, den du per SMS erhalten hast',
  codeWrong:
    '{left, plural, =0 {Der Code ist nicht richtig, und mit diesem kannst du es nicht mehr versuchen. Fordere einen neuen Code an.} one {Der Code ist nicht richtig. Du kannst es noch #-mal versuchen.} other {Der Code ist nicht richtig. Du kannst es noch #-mal versuchen.}}',
  codeExpired: 'Der Code gilt nicht mehr: Er ist abgelaufen oder schon verwendet. Fordere einen neuen Code an.',
  codeExhausted: 'Du hast zu viele falsche Codes eingegeben: Dieser gilt nicht mehr. Fordere einen neuen Code an.',
  codeTooMany: 'Du hast zu viele falsche Codes eingegeben. Zur Sicherheit kannst du es ab {time} wieder versuchen.',
  noCodeYet:
    'Vor Kurzem ging eine SMS an deine Nummer, die auf {ending} endet. Gehört ihr Code zu einem anderen Zugang, gilt er hier nicht: Ab {time} Uhr kannst du einen neuen anfordern.',
  tooManySms:
    'Es gingen zu viele SMS an deine Nummer, die auf {ending} endet. Ab {time} Uhr kannst du eine weitere anfordern.',
  notReceived: 'Keine SMS erhalten?',
  resend: 'SMS noch einmal senden',
  goOnAtLevel1: 'Mit Stufe 1 fortfahren, ohne Code',
  goOnAtLevel1Text: 'Dieser Dienst lässt auch Stufe 1 zu. Einige Funktionen sind dann vielleicht nicht verfügbar.',

  consentTitle: 'CIE-Zugangsanfrage, Stufe {level}',
  consentHeading: 'Erlaubst du, dass die Daten gesendet werden?',
  consentText: 'Die folgenden Daten werden gleich gesendet an:',
  consentNothing:
    'An {service} werden keine persönlichen Daten gesendet, nur ein Code, an dem dich dieser Dienst wiedererkennt.',
  givenName: 'Vorname',
  familyName: 'Nachname',
  birthDate: 'Geburtsdatum',
  fiscalCode: 'Steuernummer (codice fiscale)',
  dateBoth: '{iso} ({words})',
  levelUsed1: 'Verwendete Stufe: 1 (Passwort)',
  levelUsed2: 'Verwendete Stufe: 2 (Passwort und Code per SMS)',
  levelUsed3: 'Verwendete Stufe: 3 (Karte und PIN)',
  levelUsedSession: 'Verwendete Stufe: 1 (du hast dich in diesem Browser schon angemeldet)',
  signedOnTitle: 'Du bist schon angemeldet',
  signedOnText: 'Du hast dich in diesem Browser vor Kurzem mit CIE angemeldet: Du musst es nicht wiederholen.',
  notYou: 'Bist du das nicht? Mit anderen Zugangsdaten anmelden',
  offlineAccess: 'Erlaube {service}, diese Daten auch dann wieder zu lesen, wenn du nicht verbunden bist',
  offlineAccessHint:
    'Die Erlaubnis gilt höchstens 30 Tage ab der letzten Verwendung durch den Dienst. Du kannst sie jederzeit widerrufen: {address}',
  agree: 'Fortfahren',

  levelTitle: 'Dieser Dienst verlangt Stufe 3',
  levelText:
    'Für Stufe 3 muss die elektronische Identitätskarte mit ihrer PIN gelesen werden. Das ist hier noch nicht möglich, deshalb kannst du {service} nicht mit Stufe 3 öffnen.',
  levelWhat:
    'Das kannst du tun: Geh zum Dienst zurück und wähle einen anderen Zugang, oder wende dich an das zuständige Amt.',
  phoneTitle: 'Deine Handynummer muss bestätigt werden',
  phoneText:
    'Die gespeicherte Nummer wurde geändert und noch nicht bestätigt: Zur Sicherheit können wir dir den Code nicht senden. Wende dich bitte an deine Gemeinde.',

  minorTitle: 'Dieser Dienst ist für dich noch nicht offen',
  minorText:
    'Derzeit haben Minderjährige von 5 bis 18 Jahren nur Zugang zu Schulen jeder Art und Stufe, Militärschulen und -akademien eingeschlossen.',
  minorChildText: 'Bis zum 5. Geburtstag ist kein Zugang erlaubt.',
  minorUntil: 'Der Zugang zu {service} ist ab {date} möglich.',
  nothingSent: 'Es wurden keine Daten an den Dienst gesendet.',

  timedOutTitle: 'Die Zeit für die Anmeldung ist abgelaufen',
  timedOutText:
    'Zur Sicherheit muss eine Anmeldung in 10 Minuten abgeschlossen sein. Geh zum Dienst zurück und beginne neu: Es sind nur wenige Schritte.',

  answeredTitle: 'Diese Anmeldung ist schon beendet',
  answeredText:
    'Du hast diese Anmeldung schon abgeschlossen oder abgebrochen. Wenn sich die Seite des Dienstes nicht geöffnet hat, geh zum Dienst zurück und beginne neu.',

  otherBrowserTitle: 'Anmeldung in einem anderen Browser begonnen',
  otherBrowserText:
    'Diese Anmeldung lässt sich nur in dem Browser abschließen, in dem sie begonnen hat. Hier hat sich nichts geändert.',
  otherBrowserWhat:
    'Wenn du dich von hier aus anmelden willst, öffne den Dienst in diesem Browser und wähle „Entra con CIE“. Prüfe auch, ob der Browser die Cookies dieser Website annimmt.',
  otherBrowserWarning:
    'Wenn dir jemand diese Adresse geschickt hat, mach nicht weiter: Vielleicht will sich jemand an deiner Stelle anmelden.',

  sendOnTitle: 'Du kehrst zum Dienst zurück',
  sendOnText: 'Wenn sich die Seite des Dienstes nicht von selbst öffnet, drücke die Taste.',
  sendOn: 'Weiter',

  homeTitle: 'Entra con CIE',
  homeText:
    'Hier laufen die Anmeldungen mit der elektronischen Identitätskarte durch. Um einen Dienst zu öffnen, geh auf seine Website und wähle „Entra con CIE“.',
  homeAccesses: 'Dienste, die deine Daten wieder lesen können',

  accessesTitle: 'Deine Erlaubnisse',
  accessesLead:
    'Diese Dienste können deine Daten auch dann wieder lesen, wenn du nicht verbunden bist. Du kannst die Erlaubnis jederzeit zurücknehmen: An deinen Anmeldungen ändert das nichts.',
  accessesNone: 'Kein Dienst darf deine Daten noch einmal lesen.',
  accessSince: 'Erlaubt am {day}',
  accessUntil: 'Gilt höchstens bis {day}',
  accessEnd: 'Erlaubnis zurücknehmen',
  signOff: 'Abmelden',
};
