import { type Article, heading, notice, table, text } from './article.ts';

/** The three levels (INF-04, INF-07). */
export const levels: Article = {
  path: '/aiuto/livelli',
  section: 'help',
  texts: {
    it: {
      title: 'I tre livelli di sicurezza',
      summary: 'Più i dati di un servizio sono delicati, più alto è il livello che ti chiede.',
      body: [
        text(
          'Per i servizi online della Pubblica Amministrazione il regolamento europeo eIDAS prevede tre livelli di garanzia e sicurezza, crescenti. Il servizio decide quale livello serve.',
        ),
        table(
          'I tre livelli',
          ['Livello', 'Come entri', 'Che cosa ti serve'],
          ['Livello 1, basso', 'Nome utente e password', 'Nessun altro fattore'],
          [
            'Livello 2, significativo',
            'Due fattori: la password e qualcosa che hai',
            'Un codice temporaneo (OTP) via SMS, una notifica o un QR code con l’app CieID',
          ],
          [
            'Livello 3, elevato',
            'Più fattori: la carta e il PIN',
            'La CIE, con uno smartphone NFC e l’app CieID oppure con un computer, un lettore e il Software CIE',
          ],
        ),
        notice('info', 'Di solito basta il livello 2', 'Il 98-99% dei servizi online delle PA richiede il livello 2.'),
        heading('Quale livello usi'),
        text(
          'Puoi sempre entrare con un livello più alto di quello richiesto. Con un livello più basso non entri: ti chiediamo una prova in più, ogni volta.',
        ),
        text('[I livelli e il regolamento europeo eIDAS](/carta#eidas)'),
      ],
    },
    en: {
      title: 'The three security levels',
      summary: 'The more delicate the data of a service, the higher the level it asks for.',
      body: [
        text(
          'For the online services of public bodies the European eIDAS regulation has three rising levels of assurance and security. The service decides which level is needed.',
        ),
        table(
          'The three levels',
          ['Level', 'How you sign in', 'What you need'],
          ['Level 1, low', 'User name and password', 'No further factor'],
          [
            'Level 2, substantial',
            'Two factors: the password and something you have',
            'A temporary code (OTP) by SMS, a notification or a QR code with the CieID app',
          ],
          [
            'Level 3, high',
            'Several factors: the card and the PIN',
            'The CIE, with an NFC smartphone and the CieID app, or with a computer, a reader and Software CIE',
          ],
        ),
        notice('info', 'Level 2 is usually enough', '98-99% of the online services of public bodies ask for level 2.'),
        heading('Which level you use'),
        text(
          'You can always sign in with a higher level than the one asked for. A lower one is not enough: we ask you for one more proof, each time.',
        ),
        text('[The levels and the European eIDAS regulation](/carta#eidas)'),
      ],
    },
    de: {
      title: 'Die drei Sicherheitsstufen',
      summary: 'Je heikler die Daten eines Dienstes sind, desto höher ist die Stufe, die er verlangt.',
      body: [
        text(
          'Für die Onlinedienste der öffentlichen Verwaltung sieht die europäische eIDAS-Verordnung drei steigende Vertrauensniveaus vor. Der Dienst entscheidet, welche Stufe nötig ist.',
        ),
        table(
          'Die drei Stufen',
          ['Stufe', 'Wie du dich anmeldest', 'Was du brauchst'],
          ['Stufe 1, niedrig', 'Benutzername und Passwort', 'Keinen weiteren Faktor'],
          [
            'Stufe 2, substanziell',
            'Zwei Faktoren: das Passwort und etwas, das du hast',
            'Einen Einmalcode (OTP) per SMS, eine Benachrichtigung oder einen QR-Code mit der App CieID',
          ],
          [
            'Stufe 3, hoch',
            'Mehrere Faktoren: die Karte und die PIN',
            'Die CIE, mit einem NFC-Smartphone und der App CieID oder mit Computer, Lesegerät und Software CIE',
          ],
        ),
        notice(
          'info',
          'Meistens genügt Stufe 2',
          '98-99 % der Onlinedienste der öffentlichen Verwaltung verlangen Stufe 2.',
        ),
        heading('Welche Stufe du benutzt'),
        text(
          'Du kannst dich immer mit einer höheren Stufe anmelden als verlangt. Eine niedrigere genügt nicht: Wir verlangen jedes Mal einen weiteren Nachweis.',
        ),
        text('[Die Stufen und die europäische eIDAS-Verordnung](/carta#eidas)'),
      ],
    },
  },
};
