import { type Article, heading, list, notice, steps } from './article.ts';

/** PUK-15: what the site says about the recovery, which happens in the app. */
export const pukRecovery: Article = {
  path: '/aiuto/recupero-puk',
  section: 'help',
  texts: {
    it: {
      title: 'Recupero PUK',
      summary: 'Se hai perso il PUK puoi rivederlo sull’app CieID, dopo 48 ore.',
      body: [
        heading('Per recuperare il codice PUK ti serviranno'),
        list(
          'Carta di Identità Elettronica (CIE) della quale recuperare il PUK',
          'Numero di cellulare o e-mail comunicati in fase di richiesta della CIE',
          'Uno smartphone NFC con l’app CieID aggiornata',
        ),
        heading('Come si fa'),
        steps(
          'Nel menu dell’app scegli «Recupero PUK».',
          'Avvicina la carta allo smartphone.',
          'Scrivi il numero di serie, stampato in alto a destra sulla carta.',
          'Scrivi il contatto che hai lasciato al Comune.',
          'Dopo 48 ore ricevi un SMS o un’e-mail: apri l’app e visualizza il PUK.',
        ),
        notice(
          'warning',
          'Ricorda',
          'Puoi effettuare il recupero PUK per una sola CIE e su un solo dispositivo alla volta. Per ragioni di sicurezza, potrai visualizzare il codice PUK dopo 48 ore dalla richiesta.',
        ),
        notice(
          'info',
          'L’app non è ancora disponibile',
          'In questo ambiente l’app CieID non c’è ancora. Se hai perso i codici, vai all’Ufficio Anagrafe di qualsiasi Comune.',
        ),
      ],
    },
    en: {
      title: 'Recover the PUK',
      summary: 'If you have lost the PUK you can see it again in the CieID app, after 48 hours.',
      body: [
        heading('To recover the PUK you will need'),
        list(
          'The electronic identity card (CIE) whose PUK is to be recovered',
          'The mobile number or e-mail address that you gave when you requested the card',
          'An NFC smartphone with the CieID app, up to date',
        ),
        heading('How it works'),
        steps(
          'In the menu of the app choose “Recupero PUK”.',
          'Hold the card to the smartphone.',
          'Type the serial number, printed at the top right of the card.',
          'Type the contact that you left with the municipality.',
          'After 48 hours you get an SMS or an e-mail: open the app and see the PUK.',
        ),
        notice(
          'warning',
          'Remember',
          'You can recover the PUK for one card and on one device at a time. For security reasons you can see the PUK 48 hours after your request.',
        ),
        notice(
          'info',
          'The app is not available yet',
          'In this environment there is no CieID app yet. If you have lost your codes, go to the registry office of any municipality.',
        ),
      ],
    },
    de: {
      title: 'PUK wiederherstellen',
      summary: 'Wenn du den PUK verloren hast, kannst du ihn nach 48 Stunden in der App CieID wieder sehen.',
      body: [
        heading('Um den PUK wiederherzustellen, brauchst du'),
        list(
          'Die elektronische Identitätskarte (CIE), um deren PUK es geht',
          'Die Handynummer oder E-Mail-Adresse, die du beim Antrag angegeben hast',
          'Ein NFC-Smartphone mit der aktuellen App CieID',
        ),
        heading('So geht es'),
        steps(
          'Wähle im Menü der App „Recupero PUK“.',
          'Halte die Karte an das Smartphone.',
          'Gib die Seriennummer ein, die oben rechts auf der Karte steht.',
          'Gib den Kontakt ein, den du der Gemeinde hinterlassen hast.',
          'Nach 48 Stunden erhältst du eine SMS oder E-Mail: Öffne die App und sieh dir den PUK an.',
        ),
        notice(
          'warning',
          'Denk daran',
          'Du kannst den PUK nur für eine Karte und auf einem Gerät auf einmal wiederherstellen. Aus Sicherheitsgründen siehst du ihn 48 Stunden nach dem Antrag.',
        ),
        notice(
          'info',
          'Die App ist noch nicht verfügbar',
          'In dieser Umgebung gibt es die App CieID noch nicht. Wenn du die Codes verloren hast, geh zum Meldeamt einer beliebigen Gemeinde.',
        ),
      ],
    },
  },
};
