export const de = {
  procedure: 'Aktivierung der CIE-Zugangsdaten',
  stepData: 'DEINE DATEN',
  stepContacts: 'KONTAKTE UND PASSWORT',
  stepConfigure: 'EINRICHTEN',
  stepSummary: 'ÜBERSICHT',
  next: 'Weiter',
  back: 'Zurück',
  startAgain: 'Neu beginnen',
  backToHome: 'Zur Startseite',
  timeLimit:
    'Du hast 30 Minuten für jeden Schritt. Was du schon erledigt hast, bleibt erhalten, auch wenn du die Seite neu lädst.',

  dataTitle: '1.1 Wähle, wie du deine Zugangsdaten aktivierst',
  cardQuestion:
    'Hast du deine elektronische Identitätskarte (CIE) schon in der App CieID registriert und hast du sie zur Hand?',
  cardHint:
    'Wenn du die Karte mit ihrer PIN einliest, brauchst du weder Steuernummer noch Seriennummer noch PUK-Ziffern. Am Computer brauchst du ein Kartenlesegerät.',
  cardRefusedTitle: 'Du hast die Anmeldung mit der Karte nicht abgeschlossen',
  cardRefusedText:
    'Du hast sie abgebrochen, es ist zu viel Zeit vergangen, oder diese Karte kann nicht zur Anmeldung verwendet werden. Es hat sich nichts geändert: Versuche es noch einmal oder gib die Daten der Karte von Hand ein.',
  cardUnreachableTitle: 'Die Anmeldung mit der Karte hat nicht geklappt',
  cardUnreachableText:
    'Wir können deine Karte im Moment nicht prüfen; das liegt an uns. Versuche es in ein paar Minuten noch einmal oder gib die Daten der Karte von Hand ein.',
  cardOtherWay: 'Wähle, wie du aktivierst',
  dataManual: 'Oder gib die Daten deiner elektronischen Identitätskarte ein',
  dataGroup: 'Kontaktdaten',
  fiscalCode: 'Steuernummer (codice fiscale)',
  fiscalCodeHint: '16 Zeichen, wie auf der Gesundheitskarte',
  serial: 'Seriennummer',
  serialHint:
    'Sie steht rechts oben auf der Karte, zum Beispiel CA00000AA. Wenn du die Karte noch nicht hast, steht sie auf dem Beleg deines Antrags.',
  underWay: 'Du hast schon eine Aktivierung begonnen',
  underWayText: 'Du kannst dort weitermachen, wo du warst, oder unten eine andere beginnen.',
  resume: 'Weitermachen',
  fiscalCodeMissing: 'Gib die Steuernummer ein',
  fiscalCodeWrong: 'Gib eine Steuernummer mit 16 Zeichen ein, wie auf der Gesundheitskarte',
  serialMissing: 'Gib die Seriennummer der Karte ein',
  serialWrong: 'Gib die Seriennummer ein wie CA00000AA: zwei Buchstaben, fünf Ziffern, zwei Buchstaben',

  pukTitle: '1.2 PUK-Code eingeben',
  pukQuestion: 'Gib die {first}. und {second}. Ziffer des ersten Teils des PUK-Codes ein',
  pukHint:
    'Der erste Teil des PUK hat 4 Ziffern: Sie stehen auf dem Beleg, den du von der Gemeinde beim Antrag bekommen hast. Welche Ziffern gefragt sind, kann sich von Mal zu Mal ändern.',
  pukHelp: 'Woher bekomme ich diese Daten?',
  pukMalformed: 'Gib in jedes Feld eine Ziffer von 0 bis 9 ein',
  pukWrong:
    '{left, plural, one {Die Ziffern passen nicht zu den eingegebenen Daten. Du hast noch einen Versuch: Ist er falsch, wird das Aktivieren mit PUK-Ziffern gesperrt, und nur die Gemeinde kann es wieder freigeben} other {Die Ziffern passen nicht zu den eingegebenen Daten. Sieh auf dem Beleg nach: Du hast noch # Versuche}}',
  pukLeft: '{left, plural, one {Du hast noch einen Versuch} other {Du hast noch # Versuche}}',
  pukLeftText:
    'Zur Sicherheit wird das Aktivieren mit PUK-Ziffern nach 5 falschen Antworten gesperrt und kann nur in der Gemeinde wieder freigegeben werden.',

  closedTitle: 'Das Aktivieren mit PUK-Ziffern ist gesperrt',
  closedText: 'Zu den eingegebenen Daten gab es 5 falsche Antworten. Zur Sicherheit nehmen wir keine weiteren an.',
  closedToDo:
    'Um es wieder freizugeben, geh mit einem Ausweis in eine Gemeinde. Die Karte und bereits aktive Zugangsdaten funktionieren weiter.',
  closedWithCard:
    'Wenn du die Karte und ihre PIN hast, kannst du die Zugangsdaten auch jetzt aktivieren, indem du die Karte einliest.',
  whereToGo: 'So bekommst du Hilfe',

  phoneTitle: '2.1 Handynummer bestätigen',
  phoneLabel: 'Handynummer',
  phoneText:
    'Diese Nummer hast du der Gemeinde beim Antrag gegeben. Drücke „Weiter“, um eine SMS mit einem Code zu bekommen.',
  phoneWrong: 'Stimmt die Handynummer nicht?',
  phoneChange: 'So änderst du sie',
  codeTitle: 'Einmalcode (OTP) eingeben',
  codeText: 'Gib zum Fortfahren den Einmalcode ein, den wir dir per SMS geschickt haben',
  smsNotReceived: 'Keine SMS bekommen?',
  smsAgain: 'SMS noch einmal senden',
  emailNotReceived: 'Keine E-Mail bekommen? Sieh auch im Spam-Ordner nach.',
  emailAgain: 'E-Mail noch einmal senden',
  sendWait: 'Du kannst ab {time} Uhr einen neuen Code anfordern',
  sendWaitText: 'Eine Nachricht kann etwas dauern. Nur die neueste gilt.',
  sendTooMany: 'Du hast schon viele Codes angefordert. Den nächsten kannst du um {time} am {day} anfordern',
  sendTooManyText: 'Zur Sicherheit senden wir höchstens 5 Codes pro Stunde an denselben Kontakt.',

  emailTitle: '2.2 E-Mail-Adresse bestätigen',
  emailOptional: 'Freiwilliger Schritt',
  emailMissing: 'Kein Kontakt vorhanden',
  emailMissingText:
    'Die Gemeinde hat keine E-Mail-Adresse von dir. Wenn du möchtest, füge eine hinzu: Du kannst sie dann als Benutzernamen verwenden. Das geht auch jederzeit später.',
  emailKnownText:
    'Diese Adresse hast du der Gemeinde gegeben. Drücke „Weiter“, um eine E-Mail mit einem Code zu bekommen: Nach der Bestätigung kannst du sie als Benutzernamen verwenden.',
  emailLabel: 'E-Mail-Adresse',
  emailHint: 'Freiwillig. Gib eine persönliche Adresse an, die nur du liest.',
  emailSkip: 'Diesen Schritt überspringen',
  emailWrong: 'Gib eine E-Mail-Adresse wie name@beispiel.it ein, oder lass das Feld leer',
  emailCodeText: 'Gib den Code ein, den wir an {email} geschickt haben',
  emailOther: 'Adresse ändern oder diesen Schritt überspringen',

  credentialsTitle: '2.3 Zugangsdaten erstellen',
  usernameTitle: 'Dein Benutzername',
  usernameText: 'Als Benutzernamen kannst du beliebig verwenden:',
  usernameFiscalCode: 'Deine Steuernummer',
  usernameSerial: 'Die Seriennummer deiner CIE',
  usernameEmail: 'Die E-Mail-Adresse, die du bestätigt hast',
  passwordTitle: 'Passwort erstellen',
  privacy:
    'Ich habe die Information nach Art. 13 und 14 DSGVO - Verordnung (EU) 2016/679 zum Schutz personenbezogener Daten (DSGVO) gelesen',
  privacyRead: 'Information lesen',
  privacyMissing: 'Bestätige zum Fortfahren, dass du die Information gelesen hast',

  configureTitle: 'Fast geschafft...',
  configureLead: 'Wähle, wie du Zugriffe auf Onlinedienste freigibst, um die CIE-Zugangsdaten fertig zu aktivieren.',
  configureChoose: 'Wähle, wie du deine Zugriffe freigibst',
  recommended: 'EMPFOHLEN',
  app: 'App CieID',
  appText: 'Wähle diese Art, wenn du eine Push-Nachricht bekommen oder dich mit dem QR-Code anmelden möchtest.',
  appChoose: 'App CieID wählen',
  sms: 'SMS',
  smsText: 'Wähle diese Art, wenn du bei jedem Zugriff einen Einmalcode (OTP) per SMS bekommen möchtest.',
  smsChoose: 'SMS wählen',
  choiceMissing: 'Wähle App CieID oder SMS',

  doneTitle: 'Zugangsdaten aktiviert',
  doneReminder: 'Als Benutzernamen kannst du verwenden:',
  doneSerial: 'Die Seriennummer der CIE',
  doneLevel2: 'So verwendest du deine Zugangsdaten der Stufe 2:',
  doneSms: 'Einmalcode (OTP) per SMS',
  doneChange: 'Du kannst deine Wahl jederzeit im Abschnitt „Gestione CIEID“ deines persönlichen Bereichs ändern',
  doneSmsComplete: 'Es ist nichts weiter nötig: Die Codes kommen per SMS.',
  nowTitle: 'Was kannst du jetzt tun?',
  nowApp: 'Hol dir die App CieID auf dein Gerät',
  nowAppText: 'und verwende deine digitale Identität einfach und schnell für Onlinedienste.',
  nowUse: 'Verwende gleich deine neuen Zugangsdaten',
  nowUseText: 'Sieh dir an, welche Dienste du mit „Entra con CIE“ erreichst',
  more: 'Mehr erfahren',
  leftTitle: 'Was bleibt noch zu tun?',
  leftApp: 'App CieID holen',
  leftAppText: 'Nimm den QR-Code auf dieser Seite mit der Kamera deines Handys auf.',
  leftSignIn: 'Zugangsdaten eingeben',
  leftSignInText: 'Schließe die Zertifizierung deines Geräts ab.',
  leftNotices: 'Mitteilungen einschalten',
  leftNoticesText: 'Denk daran, die Mitteilungen einzuschalten, wenn CieID danach fragt.',
  qrTitle: 'QR-Code aufnehmen und App CieID holen',
  qrAlt: 'QR-Code mit der Adresse {address}',
  qrLink: 'Oder öffne diese Adresse auf dem Handy:',
  appSummary: 'ÜBERSICHT DEINER AKTIVIERUNG',
  appMode: 'Art der Anmeldung:',
  appUntil: 'Bis du ein Gerät zertifiziert hast, meldest du dich mit dem Code per SMS an.',

  refusedTitle: 'Du kannst die Zugangsdaten hier nicht aktivieren',
  refusedCardRevoked: 'Diese Karte wurde widerrufen.',
  refusedCardRevokedText:
    'Eine widerrufene Karte gilt nicht mehr. Verwende die Seriennummer deiner neuen Karte, oder beantrage eine bei deiner Gemeinde.',
  refusedCardExpired: 'Diese Karte ist abgelaufen.',
  refusedCardExpiredText:
    'Beantrage bei deiner Gemeinde eine neue Karte: Gleich nach dem Antrag kannst du die Zugangsdaten aktivieren.',
  refusedCardOfMinor: 'Die Karte einer Person unter 18 Jahren kann nicht für Onlinedienste verwendet werden.',
  refusedCardOfMinorText: 'Die Zugangsdaten lassen sich trotzdem aktivieren, mit dem ersten Teil des PUK-Codes.',
  refusedCardOfMinorWay: 'Daten der Karte eingeben',
  refusedUnder5: 'Die Karte gehört einem Kind, das noch nicht 5 Jahre alt ist.',
  refusedUnder5Text:
    'Bis zum fünften Geburtstag ist kein Zugriff auf Onlinedienste erlaubt. Ab diesem Tag kannst du die Zugangsdaten aktivieren.',
  refusedAlreadyActive: 'Die Zugangsdaten dieser Person sind schon aktiv.',
  refusedAlreadyActiveText:
    'Du kannst sie gleich verwenden. Wenn du das Passwort vergessen hast, fordere ein neues an.',
  refusedPhoneMissing: 'Die Gemeinde hat keine Handynummer von dir.',
  refusedPhoneMissingText:
    'Zum Aktivieren braucht es eine Handynummer, die zur Sicherheit nur die Gemeinde eintragen kann. Geh mit einem Ausweis in eine Gemeinde.',
  refusedPhoneTaken: 'Die Handynummer, die die Gemeinde eingetragen hat, wird schon von jemand anderem verwendet.',
  refusedPhoneTakenText: 'Jede digitale Identität braucht eine eigene Handynummer.',
  refusedPhoneTakenRecipe:
    'Hilfst du einem älteren Elternteil? Du verwendest deine eigene CIE mit der App CieID und deiner Nummer. Für den Elternteil genügt eine zweite Nummer, auch auf einem einfachen Handy: Die Codes kommen per SMS. Die neue Nummer trägt die Gemeinde ein.',
  refusedClosed: 'Inzwischen wurde das Aktivieren mit PUK-Ziffern gesperrt oder anderswo abgeschlossen.',
  refusedClosedText: 'Wenn die Zugangsdaten noch nicht aktiv sind, geh mit einem Ausweis in eine Gemeinde.',
  recoverPassword: 'Passwort wiederherstellen',
  howToChangePhone: 'So trägst du eine andere Nummer ein',

  expiredTitle: 'Der Vorgang ist abgelaufen',
  expiredText:
    'Es ist zu viel Zeit vergangen, oder die Aktivierung wurde in diesem Browser noch nicht begonnen. Zur Sicherheit wurden die Daten nicht aufbewahrt: Beginne wieder beim ersten Schritt.',
  skippedTitle: 'Dieser Schritt kommt später',
  skippedText: 'Schließe zuerst die Schritte davor ab: Nichts von dem, was du schon erledigt hast, geht verloren.',
  goToStep: 'Zu deinem Schritt',

  appPageTitle: 'App CieID',
  appPageNotYet: 'In dieser Umgebung gibt es die App CieID noch nicht',
  appPageNotYetText:
    'Bis dahin erreichst du die Dienste mit dem Passwort und dem Code, den du per SMS bekommst. Sobald die App fertig ist, findest du sie hier.',
  appPageReady: 'App CieID öffnen',
} as const;
