import type { it } from './it.ts';

export const de: Readonly<Record<keyof typeof it, string>> = {
  or: 'oder',
  cardHeading: 'Mit der Karte anmelden',
  cardText:
    'Du kannst dich durch Lesen der Karte (Stufe 3) anmelden: mit einem NFC-Smartphone und der App CieID, in der deine Karte registriert ist, oder am PC mit der CIE-Software und einem Smartcard-Leser.',
  learnMore: 'Mehr erfahren.',
  readCard: 'Mit der Karte anmelden',

  chooseWay: 'Wähle die Art der Anmeldung',
  smartphone: 'Mit dem Smartphone fortfahren',
  smartphoneText:
    'Für die Anmeldung mit einem Smartphone (Android 6.0 oder neuer, iOS 13 oder neuer, mit NFC) brauchst du die neue elektronische Identitätskarte und die installierte und eingerichtete App CieID.',
  smartphoneNotYet: 'Diese Art der Anmeldung ist hier noch nicht verfügbar.',
  computer: 'Mit dem Computer fortfahren',
  computerText:
    'Für die Anmeldung mit einem kontaktlosen Smartcard-Leser an einem Computer mit Windows, Mac oder Linux brauchst du die neue elektronische Identitätskarte. Die CIE-Software muss installiert und eingerichtet sein; lege die Karte auf den Leser, bevor du die Taste drückst.',
  backToLevel: 'Zurück zu Stufe {level}',
  otherWay: 'Andere Art wählen',

  computerHeading: 'Mit Karte und Computer anmelden',
  computerLead:
    'Lege die Karte auf den Leser. Du wirst nach der PIN der Karte gefragt; sie bleibt auf deinem Computer.',
  softwareCieHeading: 'Mit Software CIE',
  softwareCieText:
    'Software CIE liest die Karte und zeigt dir, welcher Dienst anfragt, bevor es nach der PIN fragt. Es muss auf diesem Computer laufen.',
  softwareCieGo: 'Software CIE öffnen',
  softwareCieHelp: 'Kein Software CIE? So wird es installiert',
  doorHeading: 'Mit dem Zertifikat der Karte im Browser',
  doorText:
    'Wenn du die Karte schon mit diesem Browser verbunden hast, fragt der Browser nach dem Zertifikat und dann nach der PIN.',
  doorGo: 'Zertifikat der Karte verwenden',

  statusCheck: 'Leser und Karte prüfen',
  statusReady: 'Software CIE läuft und die Karte liegt auf dem Leser.',
  statusNoCard: 'Software CIE läuft und der Leser ist angeschlossen. Lege die Karte auf den Leser.',
  statusNoReader: 'Software CIE läuft, findet aber keinen Leser. Schließe den Leser an diesen Computer an.',
  statusAbsent: 'Software CIE antwortet nicht. Starte es auf diesem Computer, oder wähle eine andere Art.',

  handOverTitle: 'Weiter in Software CIE',
  handOverText:
    'Die Anmeldung geht in Software CIE auf diesem Computer weiter. Wenn sich die Seite nicht von selbst öffnet, drücke die Taste. Wenn nichts geschieht, prüfe, ob Software CIE läuft, und geh zurück.',
  handOver: 'Weiter',
  handOverBack: 'Zurück',

  'no-certificateTitle': 'Der Browser hat keine Karte vorgelegt',
  'no-certificateText':
    'Prüfe, ob die Karte auf dem Leser liegt, schließe alle Fenster des Browsers, öffne ihn wieder und beginne neu beim Dienst. Wenn du die Karte noch nie mit diesem Browser verbunden hast, wähle eine andere Art. Eine abgelaufene Karte bietet der Browser nicht an.',
  'not-recognisedTitle': 'Die Karte wurde nicht erkannt',
  'not-recognisedText':
    'Es ließ sich nicht prüfen, dass dies eine für die Anmeldung gültige elektronische Identitätskarte ist. Prüfe, ob du das Zertifikat deiner Karte gewählt hast, und versuche es noch einmal.',
  'status-unknownTitle': 'Die Karte lässt sich gerade nicht prüfen',
  'status-unknownText':
    'Der Dienst, der sagt, ob eine Karte noch gültig ist, antwortet nicht. Zur Sicherheit ist die Anmeldung mit der Karte jetzt nicht möglich: Versuche es in einigen Minuten wieder oder wähle eine andere Art.',

  'card-expiredTitle': 'Deine Karte ist abgelaufen',
  'card-expiredText':
    'Mit einer abgelaufenen Karte ist keine Anmeldung möglich. Beantrage bei deiner Gemeinde eine neue elektronische Identitätskarte.',
  'card-revokedTitle': 'Deine Karte ist nicht mehr gültig',
  'card-revokedText':
    'Diese Karte wurde widerrufen, zum Beispiel nach einer Diebstahl- oder Verlustanzeige oder weil du eine neue hast. Wenn du die neue Karte hast, verwende sie; sonst wende dich an deine Gemeinde.',
  'card-of-minorTitle': 'Mit der Karte geht es ab 18 Jahren',
  'card-of-minorText':
    'Minderjährige können sich nicht mit der elektronischen Identitätskarte anmelden. Von 5 bis 18 Jahren stehen die Dienste der Schulen mit den Zugangsdaten der Stufen 1 und 2 offen.',

  doorOverTitle: 'Dieser Schritt gilt nicht mehr',
  doorOverText:
    'Ein Schritt mit der Karte gilt zwei Minuten und nur einmal. Geh zur Anmeldeseite zurück und wähle neu, wie es weitergeht: Hier hat sich nichts geändert.',
};
