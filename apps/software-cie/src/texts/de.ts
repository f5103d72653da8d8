import type { it } from './it.ts';

export const de: Readonly<Record<keyof typeof it, string>> = {
  siteName: 'Software CIE',
  procedure: 'Software CIE',
  navHome: 'Deine Karte',
  navEnrol: 'Verbinden',
  navChange: 'PIN ändern',
  navUnblock: 'PIN entsperren',
  navDiagnosis: 'Diagnose',

  homeTitle: 'Deine Karte an diesem Computer',
  homeLead: 'Lege die Karte auf das Lesegerät: Hier siehst du, ob sie für die Anmeldung mit Stufe 3 bereit ist.',
  readerAndCard: 'Lesegerät und Karte',
  reader: 'Lesegerät',
  card: 'Karte',
  cardSeen: 'Elektronische Identitätskarte, Nummer für Dienste {nis}',
  cardPaired: '{name}, Karte {number}',
  pinTries: 'Verbleibende Versuche für die PIN',
  pukTries: 'Verbleibende Versuche für den PUK',
  triesOf: '{left} von {most}',
  triesUnknown: 'die Karte sagt es nicht',
  refresh: 'Seite aktualisieren',
  readyTitle: 'Alles bereit',
  ready: 'Du kannst dich mit dieser Karte bei Diensten anmelden.',
  enrolled: 'Verbundene Karten',
  enrolledNone: 'Mit diesem Computer ist keine Karte verbunden.',
  enrolledText: 'Mit einer verbundenen Karte gibst du zur Anmeldung nur die letzten 4 Ziffern der PIN ein.',
  validUntil: 'gültig bis {date}',
  remove: 'Entfernen',
  removeOf: 'Verbindung der Karte {number} entfernen',
  removed: 'Die Verbindung wurde von diesem Computer entfernt. Die Karte bleibt gültig.',

  enrolTitle: 'Karte verbinden',
  enrolLead:
    'Gib einmal die ganze PIN ein. Dieser Computer merkt sich die ersten 4 Ziffern, verschlossen mit einem Geheimnis, das nur deine Karte öffnet.',
  pinLabel: 'PIN mit 8 Ziffern',
  pinHint: 'Die ersten 4 Ziffern stehen auf der Quittung des Antrags, die letzten 4 im Brief, der mit der Karte kam.',
  enrolButton: 'Verbinden',
  enrolAgain:
    'Diese Karte ist schon verbunden. Verbinde sie neu, wenn du die PIN auf einem anderen Gerät geändert hast.',

  changeTitle: 'PIN ändern',
  changeLead: 'Du brauchst die jetzige PIN. Wenn du sie nicht mehr weißt, entsperre sie mit dem PUK.',
  oldPinLabel: 'Jetzige PIN',
  oldPinHint: '8 Ziffern',
  nextPinLabel: 'Neue PIN',
  nextPinHint: '8 Ziffern, anders als die jetzige PIN. Vermeide Daten und Zahlenfolgen.',
  freshPinHint: '8 Ziffern. Vermeide Daten und Zahlenfolgen.',
  againLabel: 'Neue PIN wiederholen',
  changeButton: 'PIN ändern',

  unblockTitle: 'PIN entsperren',
  unblockLead: 'Mit dem PUK wählst du eine neue PIN: Sie gilt sofort.',
  pukLabel: 'PUK mit 8 Ziffern',
  pukHint: 'Die ersten 4 Ziffern stehen auf der Quittung des Antrags, die letzten 4 im Brief, der mit der Karte kam.',
  unblockButton: 'PIN entsperren',

  pinMissing: 'Gib die PIN ein: 8 Ziffern, keine Buchstaben',
  pinOrHalfMissing: 'Gib die letzten 4 Ziffern der PIN ein, oder alle 8',
  pukMissing: 'Gib den PUK ein: 8 Ziffern, keine Buchstaben',
  nextMissing: 'Wähle eine neue PIN mit 8 Ziffern',
  nextSame: 'Die neue PIN muss sich von der jetzigen unterscheiden',
  againDifferent: 'Die beiden neuen PINs sind nicht gleich: Gib sie noch einmal ein',
  pinWrong: '{left, plural, one {Falsche PIN. Es bleibt # Versuch.} other {Falsche PIN. Es bleiben # Versuche.}}',
  pinWrongUncounted: 'Falsche PIN. Die Karte sagt nicht, wie viele Versuche bleiben.',
  pukWrong: '{left, plural, one {Falscher PUK. Es bleibt # Versuch.} other {Falscher PUK. Es bleiben # Versuche.}}',
  pukWrongUncounted: 'Falscher PUK. Die Karte sagt nicht, wie viele Versuche bleiben.',
  pinBlockedNow: 'Zum dritten Mal falsche PIN: Die PIN ist gesperrt. Du brauchst den PUK.',
  pukBlockedNow: 'Zum zehnten Mal falscher PUK: Die Karte ist für immer geschlossen.',
  wholePinNeeded: 'Diese Karte ist mit diesem Computer nicht verbunden: Gib alle 8 Ziffern der PIN ein',
  deliberatePinTitle: 'Das ist der letzte Versuch',
  deliberatePin:
    'Wenn auch dieser falsch ist, wird die PIN gesperrt: Dann brauchst du den PUK, um eine neue zu wählen.',
  deliberatePinTick: 'Ich habe die PIN geprüft und will es ein letztes Mal versuchen',
  deliberatePukTitle: '{left, plural, one {Es bleibt # Versuch für den PUK} other {Es bleiben # Versuche für den PUK}}',
  deliberatePuk:
    'Wenn alle falsch sind, schließt sich die Karte für immer: Sie lässt sich nicht wieder öffnen, und du musst bei der Gemeinde eine neue beantragen.',
  deliberatePukTick: 'Ich habe den PUK geprüft und weiß, dass sich die Karte für immer schließen kann',
  deliberatePukLast:
    'Das ist der letzte Versuch für den PUK. Wenn er falsch ist, schließt sich die Karte für immer: Niemand kann sie wieder öffnen, und du musst bei der Gemeinde eine neue beantragen.',
  lastWord: 'LETZTER',
  lastWordLabel: 'Gib zum Fortfahren das Wort {word} ein',
  deliberateMissing: 'Um diesen Versuch zu nutzen, musst du ihn zuerst bestätigen',
  lastWordMissing: 'Um den letzten Versuch zu nutzen, gib das Wort {word} ein',

  readingTakes: 'Das Lesen dauert ein paar Sekunden: Lass die Karte ruhig auf dem Leser liegen.',
  interruptedTitle: 'Das Lesen wurde unterbrochen',
  interruptedFree:
    'Die Karte hat sich entfernt, bevor sie den Code verglichen hat: Kein Versuch wurde verbraucht. Lege sie wieder auf und versuche es noch einmal.',
  interruptedPerhaps:
    'Die Karte hat sich entfernt, während sie den Code verglich: Ein Versuch kann verbraucht sein. Leg sie wieder auf: Unten siehst du, wie viele bleiben. Wir versuchen es nicht von selbst noch einmal.',
  interruptedPinOpen: 'Es kann schon die neue PIN gelten oder noch die alte: Probiere sie in Ruhe.',

  doneTitle: 'Fertig',
  enrolDone:
    'Die Karte ist mit diesem Computer verbunden. Ab jetzt gibst du zur Anmeldung bei Diensten die letzten 4 Ziffern der PIN ein.',
  changeDone: 'Die PIN ist geändert. Die neue gilt sofort, wo immer du die Karte benutzt.',
  unblockDone: 'Die PIN ist entsperrt. Die neue gilt sofort, wo immer du die Karte benutzt.',
  backToAccess: 'Mit der Anmeldung fortfahren',
  backHome: 'Zurück zu deiner Karte',

  accessTitle: 'Mit deiner Karte anmelden',
  whoAsks: 'Wer fragt',
  service: 'Dienst',
  level: 'Stufe',
  level3: '3 (Karte und PIN)',
  through: 'Über',
  accessText: 'Fahre nur fort, wenn du selbst dich bei diesem Dienst anmelden wolltest.',
  lastDigitsLabel: 'Letzte 4 Ziffern der PIN',
  lastDigitsHint: 'Von {name}. Du kannst auch alle 8 Ziffern eingeben.',
  pairTick: 'Diese Karte mit diesem Computer verbinden: Beim nächsten Mal genügen die letzten 4 Ziffern',
  accessButton: 'Anmelden',
  accessCancel: 'Abbrechen',
  accessPinStays: 'Die PIN bleibt zwischen diesem Computer und deiner Karte: Keine Website erhält sie.',
  accessValidity: 'Gültigkeit der Anfrage',
  accessOverTitle: 'Diese Anfrage gilt nicht mehr',
  accessOverText:
    'Eine Anfrage gilt zwei Minuten und nur einmal. Geh zu „Entra con CIE“ zurück und öffne Software CIE von dort noch einmal.',
  notItsOwnTitle: 'Anfrage nicht erkannt',
  notItsOwnText:
    'Diese Anfrage kommt nicht von dem Identitätsanbieter, für den Software CIE eingestellt ist. Nichts wurde gelesen oder unterschrieben.',
  clockTitle: 'Die Uhr dieses Computers geht falsch',
  providerSilentTitle: 'Der Identitätsanbieter antwortet nicht',
  providerSilentRetry:
    'Deine Karte ist in Ordnung und die PIN war richtig. Prüfe die Internetverbindung und versuche es noch einmal.',
  backToProvider: 'Zurück zu „Entra con CIE“',

  diagnosisTitle: 'Diagnose',
  diagnosisLead:
    'Prüft alles, was die Anmeldung mit der Karte braucht, bevor du es versuchst. Verbraucht keinen Versuch.',
  diagnosisGood: 'Wir haben kein Problem gefunden: Lesegerät, Karte, PIN, Uhr und Verbindung sind in Ordnung.',
  diagnosisFound: 'Was wir gefunden haben',
  diagnosisAgain: 'Noch einmal prüfen',
  diagnosisMore: 'Diagnose öffnen',

  'no-module': 'Die Verbindung zu den Lesegeräten fehlt',
  'no-module-cure':
    'Das Modul, das mit Chipkartenlesern spricht (PC/SC), ist nicht installiert oder passt nicht zu dieser Version. Installiere Software CIE neu; unter Linux wird auch das Paket libpcsclite1 gebraucht.',
  'no-service': 'Der Dienst für Lesegeräte ist aus',
  'no-service-cure':
    'Unter Linux installiere und starte pcscd (sudo systemctl enable --now pcscd.socket). Unter Windows starte den Dienst „Smartcard“. Am Mac starte den Computer neu.',
  'no-reader': 'Kein Lesegerät angeschlossen',
  'no-reader-cure':
    'Schließe ein kontaktloses Chipkartenlesegerät (NFC) an einen USB-Anschluss des Computers an, besser ohne Verlängerung. Wenn es schon angeschlossen ist, zieh es ab und nimm einen anderen Anschluss.',
  'no-card': 'Keine Karte auf dem Lesegerät',
  'no-card-cure': 'Lege die Karte mitten auf das Lesegerät und lass sie ruhig liegen.',
  'silent-card': 'Die Karte antwortet nicht',
  'silent-card-cure':
    'Vielleicht liegt sie quer oder zu weit weg. Nimm sie aus der Hülle, lege sie flach mitten auf das Lesegerät und bewege sie nicht. Wenn das nicht hilft, versuche einen anderen USB-Anschluss oder ein anderes Lesegerät.',
  'other-card': 'Das ist keine elektronische Identitätskarte',
  'other-card-cure':
    'Auf dem Lesegerät liegt eine andere Karte: eine Gesundheitskarte, eine Zahlungskarte oder eine Karte anderer Art. Lege deine CIE 3.0 auf.',
  'several-cards': 'Es liegen mehrere Identitätskarten auf',
  'several-cards-cure': 'Lass nur die Karte auf einem Lesegerät, die du benutzen willst.',
  'terminal-refused': 'Die Karte kennt dieses Programm nicht',
  'terminal-refused-cure':
    'Das Lesegerätzertifikat dieser Kopie von Software CIE ist keines von denen, die deine Karte annimmt. Installiere die Version, die mit deiner Karte verteilt wird.',
  'card-unreadable': 'Die Karte antwortet unerwartet',
  'card-unreadable-cure':
    'Nimm sie weg, warte einige Sekunden und lege sie wieder auf. Wenn es noch einmal geschieht, kann die Karte beschädigt sein: Wende dich an deine Gemeinde.',
  'pin-blocked': 'Die PIN ist gesperrt',
  'pin-blocked-cure':
    'Drei falsche Versuche wurden verbraucht. Entsperre sie mit dem PUK: Du wählst sofort eine neue PIN.',
  'puk-blocked': 'Die Karte ist für immer geschlossen',
  'puk-blocked-cure':
    'Der PUK war zehnmal falsch: PIN und PUK lassen sich nicht mehr benutzen. Wende dich für eine neue Karte an deine Gemeinde. Als Ausweis bleibt sie gültig.',
  'pin-last-try': 'Für die PIN bleibt nur ein Versuch',
  'pin-last-try-cure':
    'Prüfe die PIN auf der Quittung und im Brief, bevor du ihn nutzt. Wenn du sie nicht findest, ist es sicherer, mit dem PUK eine neue zu wählen.',
  'card-expired': 'Die Karte ist abgelaufen',
  'card-expired-cure':
    'Mit einer abgelaufenen Karte kommst du nicht in die Dienste. Beantrage bei deiner Gemeinde eine neue.',
  'not-paired': 'Die Karte ist mit diesem Computer nicht verbunden',
  'not-paired-cure':
    'Du kannst dich trotzdem anmelden, mit allen 8 Ziffern der PIN. Wenn du sie verbindest, genügen die letzten 4.',
  'provider-silent': 'Der Identitätsanbieter antwortet nicht',
  'provider-silent-cure':
    'Prüfe die Internetverbindung. Wenn andere Seiten gehen, versuche es in einigen Minuten noch einmal.',
  'clock-wrong': 'Die Uhr dieses Computers geht falsch',
  'clock-wrong-cure':
    'Anfragen gelten wenige Minuten: Mit falscher Uhrzeit scheinen sie abgelaufen. Stelle Datum und Uhrzeit auf automatisch und versuche es noch einmal.',

  cliUsage:
    'Aufruf: tessera-cie <Befehl>\n\n  start       öffnet die Seite auf diesem Computer, für den Browser und zur Anmeldung\n  status      Lesegerät, Karte, verbleibende Versuche, verbundene Karten\n  enrol       verbindet die Karte mit der PIN aus 8 Ziffern\n  change-pin  ändert die PIN\n  unblock     entsperrt die PIN mit dem PUK\n  doctor      findet, was nicht stimmt, und sagt, was zu tun ist\n\nCodes werden eingegeben, wenn danach gefragt wird, nie in der Befehlszeile.\nOptionen: --help, --version',
  cliUnknown: 'Unbekannter Befehl: {command}',
  cliSettings:
    'Software CIE ist noch nicht eingerichtet. Wer es verteilt, stellt die Einstellungen bereit, in dieser Datei: {file}',
  cliNoArguments: 'Dieser Befehl nimmt keine Argumente: Codes werden eingegeben, wenn danach gefragt wird.',
  cliNoCode: 'Kein Code eingegeben: Es wurde nichts getan.',
  cliDeliberateTick: 'Gib zum Fortfahren ja ein',
  cliYes: 'ja',
  cliRunning: 'Software CIE ist bereit unter {origin}',
};
