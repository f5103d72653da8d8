import { type Article, button, heading, list, notice, table, text } from './article.ts';

/** What the card is, and its place in Europe (INF-07, INF-09). */
export const card: Article = {
  path: '/carta',
  section: 'card',
  texts: {
    it: {
      title: "Cos'è la carta",
      summary: 'La Carta di Identità Elettronica (CIE) dimostra chi sei, allo sportello e online.',
      body: [
        text(
          'La Carta di Identità Elettronica (CIE) è il documento che il Comune rilascia ai cittadini. Nel suo chip c’è un certificato di autenticazione emesso dal Ministero dell’Interno. Il chip si legge senza contatto, con la tecnologia RFID/NFC.',
        ),
        heading('A cosa serve'),
        list(
          'È uno strumento di verifica dell’identità: il chip contiene i tuoi dati personali e biometrici.',
          'È la chiave di accesso ai servizi online di pubbliche amministrazioni e privati, con il pulsante «Entra con CIE».',
        ),
        heading('Come è protetta'),
        text(
          'Alla carta sono associati due codici di sicurezza: il PIN e il PUK. Li ricevi in due metà, su due fogli separati. [Dove trovi il PIN e il PUK](/aiuto/pin-e-puk)',
        ),
        heading('È riconosciuta in Europa', 'eidas'),
        text(
          'L’identità digitale CIE è notificata nell’Unione europea secondo il regolamento eIDAS: puoi usarla anche per i servizi pubblici degli altri Stati membri. Il regolamento prevede tre livelli di garanzia.',
        ),
        table(
          'I livelli della CIE e quelli del regolamento eIDAS',
          ['Livello CIE', 'Livello eIDAS', 'Come entri'],
          ['Livello 1', 'Basso', 'Nome utente e password'],
          ['Livello 2', 'Significativo', 'Password e codice SMS, oppure app CieID'],
          ['Livello 3', 'Elevato', 'Carta e PIN'],
        ),
        text('[Scopri quando serve ogni livello](/aiuto/livelli)'),
        notice(
          'info',
          'Non devi aspettare la carta',
          'Appena hai fatto la richiesta al Comune puoi attivare le credenziali di livello 1 e 2: basta la prima metà del codice PUK.',
        ),
        button('Attiva le tue credenziali', '/attiva'),
      ],
    },
    en: {
      title: 'What the card is',
      summary: 'The Italian electronic identity card (CIE) proves who you are, at a counter and online.',
      body: [
        text(
          'The electronic identity card (CIE, Carta di Identità Elettronica) is the document that the municipality issues to citizens. Its chip holds an authentication certificate issued by the Ministry of the Interior. The chip is read without contact, by RFID/NFC.',
        ),
        heading('What it is for'),
        list(
          'It verifies your identity: the chip holds your personal and biometric data.',
          'It is the key to the online services of public bodies and companies, through the button “Entra con CIE”.',
        ),
        heading('How it is protected'),
        text(
          'The card has two security codes: PIN and PUK. You receive them in two halves, on two separate sheets. [Where to find PIN and PUK](/aiuto/pin-e-puk)',
        ),
        heading('It is recognised in Europe', 'eidas'),
        text(
          'The CIE digital identity is notified in the European Union under the eIDAS regulation: you can use it for public services of the other member states too. The regulation has three levels of assurance.',
        ),
        table(
          'The levels of CIE and those of the eIDAS regulation',
          ['CIE level', 'eIDAS level', 'How you sign in'],
          ['Level 1', 'Low', 'User name and password'],
          ['Level 2', 'Substantial', 'Password and SMS code, or the CieID app'],
          ['Level 3', 'High', 'Card and PIN'],
        ),
        text('[See when each level is needed](/aiuto/livelli)'),
        notice(
          'info',
          'You need not wait for the card',
          'As soon as you have asked the municipality for it you can activate your level 1 and 2 credentials: the first half of the PUK is enough.',
        ),
        button('Activate your credentials', '/attiva'),
      ],
    },
    de: {
      title: 'Was die Karte ist',
      summary: 'Die italienische elektronische Identitätskarte (CIE) beweist, wer du bist, am Schalter und online.',
      body: [
        text(
          'Die elektronische Identitätskarte (CIE, Carta di Identità Elettronica) ist das Dokument, das die Gemeinde ihren Bürgerinnen und Bürgern ausstellt. Ihr Chip enthält ein Authentifizierungszertifikat des Innenministeriums. Er wird kontaktlos gelesen, mit RFID/NFC.',
        ),
        heading('Wozu sie dient'),
        list(
          'Sie dient der Überprüfung der Identität: Der Chip enthält deine persönlichen und biometrischen Daten.',
          'Sie ist der Schlüssel zu den Onlinediensten von Behörden und Unternehmen, mit der Schaltfläche „Entra con CIE“.',
        ),
        heading('Wie sie geschützt ist'),
        text(
          'Zur Karte gehören zwei Sicherheitscodes: PIN und PUK. Du erhältst sie in zwei Hälften auf zwei getrennten Blättern. [Wo du PIN und PUK findest](/aiuto/pin-e-puk)',
        ),
        heading('Sie wird in Europa anerkannt', 'eidas'),
        text(
          'Die digitale Identität CIE ist in der Europäischen Union nach der eIDAS-Verordnung notifiziert: Du kannst sie auch für öffentliche Dienste der anderen Mitgliedstaaten verwenden. Die Verordnung kennt drei Vertrauensniveaus.',
        ),
        table(
          'Die Stufen der CIE und die der eIDAS-Verordnung',
          ['CIE-Stufe', 'eIDAS-Niveau', 'Wie du dich anmeldest'],
          ['Stufe 1', 'Niedrig', 'Benutzername und Passwort'],
          ['Stufe 2', 'Substanziell', 'Passwort und SMS-Code oder App CieID'],
          ['Stufe 3', 'Hoch', 'Karte und PIN'],
        ),
        text('[Wann welche Stufe nötig ist](/aiuto/livelli)'),
        notice(
          'info',
          'Du musst nicht auf die Karte warten',
          'Sobald du sie bei der Gemeinde beantragt hast, kannst du die Zugangsdaten der Stufen 1 und 2 aktivieren: Die erste Hälfte des PUK genügt.',
        ),
        button('Aktiviere deine Zugangsdaten', '/attiva'),
      ],
    },
  },
};
