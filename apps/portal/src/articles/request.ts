import { type Article, button, heading, list, notice, steps, text } from './article.ts';

/** How the card is requested. Booking online has its own issue, and the page says plainly that it is not here yet. */
export const request: Article = {
  path: '/richiedi',
  section: 'request',
  texts: {
    it: {
      title: 'Richiedi la tua Carta',
      summary: 'Chiedi la carta all’Ufficio Anagrafe del tuo Comune di residenza.',
      body: [
        notice(
          'info',
          'Prenotazione online non ancora disponibile',
          'Su questo sito non puoi ancora prenotare l’appuntamento: arriverà con una prossima versione. Per ora contatta l’Ufficio Anagrafe del tuo Comune.',
        ),
        heading('Come si fa'),
        steps(
          'Fissa un appuntamento con l’Ufficio Anagrafe del tuo Comune di residenza.',
          'Vai all’appuntamento con una fototessera e il documento precedente, se ne hai uno. Lascia il tuo numero di cellulare e, se vuoi, un indirizzo e-mail.',
          'Ricevi la ricevuta con la prima metà del PIN e del PUK. Da questo momento puoi attivare le credenziali.',
          'Ricevi la carta per posta raccomandata, con la lettera che contiene la seconda metà dei codici.',
        ),
        notice(
          'warning',
          'Lascia il tuo cellulare',
          'Senza un numero di cellulare non puoi attivare le credenziali con il PUK. Il numero deve essere solo tuo: non può valere per due identità.',
        ),
        heading('Che cosa ricevi'),
        list(
          'Allo sportello: la prima metà del PIN e del PUK, e il numero di serie della carta.',
          'A casa: la carta e la seconda metà del PIN e del PUK.',
        ),
        text('[Dove trovi il PIN e il PUK](/aiuto/pin-e-puk)'),
        button('Attiva le tue credenziali', '/attiva'),
      ],
    },
    en: {
      title: 'Request your card',
      summary: 'Ask for the card at the registry office of the municipality where you live.',
      body: [
        notice(
          'info',
          'Online booking is not available yet',
          'You cannot book the appointment on this site yet: it will come with a later version. For now contact the registry office of your municipality.',
        ),
        heading('How it works'),
        steps(
          'Make an appointment with the registry office (Ufficio Anagrafe) of the municipality where you live.',
          'Go there with a passport photo and your previous document, if you have one. Leave your mobile number and, if you wish, an e-mail address.',
          'You get the receipt with the first half of PIN and PUK. From this moment you can activate your credentials.',
          'You receive the card by registered mail, with the letter that holds the second half of the codes.',
        ),
        notice(
          'warning',
          'Leave your mobile number',
          'Without a mobile number you cannot activate your credentials with the PUK. The number must be yours alone: it cannot serve two identities.',
        ),
        heading('What you receive'),
        list(
          'At the counter: the first half of PIN and PUK, and the serial number of the card.',
          'At home: the card and the second half of PIN and PUK.',
        ),
        text('[Where to find PIN and PUK](/aiuto/pin-e-puk)'),
        button('Activate your credentials', '/attiva'),
      ],
    },
    de: {
      title: 'Beantrage deine Karte',
      summary: 'Beantrage die Karte beim Meldeamt deiner Wohnsitzgemeinde.',
      body: [
        notice(
          'info',
          'Onlinebuchung noch nicht verfügbar',
          'Auf dieser Website kannst du den Termin noch nicht buchen: Das kommt mit einer späteren Version. Wende dich vorerst an das Meldeamt deiner Gemeinde.',
        ),
        heading('So geht es'),
        steps(
          'Vereinbare einen Termin beim Meldeamt (Ufficio Anagrafe) deiner Wohnsitzgemeinde.',
          'Geh mit einem Passfoto und dem bisherigen Dokument hin, wenn du eines hast. Hinterlasse deine Handynummer und auf Wunsch eine E-Mail-Adresse.',
          'Du erhältst den Beleg mit der ersten Hälfte von PIN und PUK. Ab diesem Moment kannst du die Zugangsdaten aktivieren.',
          'Du erhältst die Karte per Einschreiben, mit dem Brief, der die zweite Hälfte der Codes enthält.',
        ),
        notice(
          'warning',
          'Hinterlasse deine Handynummer',
          'Ohne Handynummer kannst du die Zugangsdaten nicht mit dem PUK aktivieren. Die Nummer muss nur dir gehören: Sie kann nicht für zwei Identitäten gelten.',
        ),
        heading('Was du erhältst'),
        list(
          'Am Schalter: die erste Hälfte von PIN und PUK und die Seriennummer der Karte.',
          'Zu Hause: die Karte und die zweite Hälfte von PIN und PUK.',
        ),
        text('[Wo du PIN und PUK findest](/aiuto/pin-e-puk)'),
        button('Aktiviere deine Zugangsdaten', '/attiva'),
      ],
    },
  },
};
