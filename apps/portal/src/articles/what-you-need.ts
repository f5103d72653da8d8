import { type Article, button, heading, list, notice, text } from './article.ts';

/** The checklist (step 0), the four steps and the two ways (INF-05, INF-06, ACT-05, ACT-06, ACT-42). */
export const whatYouNeed: Article = {
  path: '/aiuto/cosa-serve',
  section: 'help',
  texts: {
    it: {
      title: 'Che cosa ti serve per attivare',
      summary: 'Prepara il materiale e segui quattro passi. L’ultimo è facoltativo.',
      body: [
        heading('Verifica di avere a disposizione'),
        list(
          'La tua Carta d’Identità Elettronica, oppure la ricevuta della richiesta.',
          'I codici PIN e PUK, su due fogli separati (prime 4 e ultime 4 cifre).',
          'Il cellulare con il numero che hai lasciato al Comune. Per usare l’app CieID serve uno smartphone.',
        ),
        heading('I quattro passi'),
        list(
          'Passo 0. Verifica di avere tutto il materiale.',
          'Passo 1. Attiva le credenziali di livello 1 e 2 su questo sito, meglio da un computer. Per il primo accesso ti consigliamo di inserire i dati della carta a mano.',
          'Passo 2. Configura l’app CieID sul tuo smartphone, se l’hai scelta.',
          'Passo 3, facoltativo. Attiva il livello 3 registrando la carta sull’app.',
        ),
        heading('Due modi di attivare'),
        list(
          'Senza lettura della carta (livello 1 e 2): codice fiscale, numero di serie e prima metà del PUK. Puoi farlo subito dopo la richiesta al Comune.',
          'Con lettura della carta (livello 3): la carta, il PIN e uno smartphone NFC con l’app CieID, oppure un computer con un lettore e il Software CIE.',
        ),
        notice(
          'warning',
          'Ti serve un numero di cellulare',
          'Senza lettura della carta puoi attivare solo se hai lasciato al Comune il tuo numero di cellulare.',
        ),
        text('Non hai i codici? [Dove trovi il PIN e il PUK](/aiuto/pin-e-puk)'),
        button('Attiva', '/attiva'),
      ],
    },
    en: {
      title: 'What you need to activate',
      summary: 'Get your things ready and follow four steps. The last one is optional.',
      body: [
        heading('Check that you have'),
        list(
          'Your electronic identity card, or the receipt of your request.',
          'The codes PIN and PUK, on two separate sheets (first 4 and last 4 digits).',
          'The mobile phone with the number that you left with the municipality. For the CieID app you need a smartphone.',
        ),
        heading('The four steps'),
        list(
          'Step 0. Check that you have everything.',
          'Step 1. Activate your level 1 and 2 credentials on this site, best from a computer. For the first time we suggest typing the data of the card by hand.',
          'Step 2. Set up the CieID app on your smartphone, if you chose it.',
          'Step 3, optional. Activate level 3 by registering the card with the app.',
        ),
        heading('Two ways to activate'),
        list(
          'Without reading the card (level 1 and 2): tax code, serial number and first half of the PUK. You can do it right after your request to the municipality.',
          'By reading the card (level 3): the card, the PIN and an NFC smartphone with the CieID app, or a computer with a reader and Software CIE.',
        ),
        notice(
          'warning',
          'You need a mobile number',
          'Without reading the card you can activate only if you left your mobile number with the municipality.',
        ),
        text('No codes? [Where to find PIN and PUK](/aiuto/pin-e-puk)'),
        button('Activate', '/attiva'),
      ],
    },
    de: {
      title: 'Was du zum Aktivieren brauchst',
      summary: 'Leg alles bereit und folge vier Schritten. Der letzte ist freiwillig.',
      body: [
        heading('Prüfe, ob du alles hast'),
        list(
          'Deine elektronische Identitätskarte oder der Beleg des Antrags.',
          'Die Codes PIN und PUK, auf zwei getrennten Blättern (erste 4 und letzte 4 Ziffern).',
          'Das Handy mit der Nummer, die du der Gemeinde hinterlassen hast. Für die App CieID brauchst du ein Smartphone.',
        ),
        heading('Die vier Schritte'),
        list(
          'Schritt 0. Prüfe, ob du alles hast.',
          'Schritt 1. Aktiviere die Zugangsdaten der Stufen 1 und 2 auf dieser Website, am besten am Computer. Für das erste Mal empfehlen wir, die Daten der Karte von Hand einzugeben.',
          'Schritt 2. Richte die App CieID auf deinem Smartphone ein, wenn du sie gewählt hast.',
          'Schritt 3, freiwillig. Aktiviere Stufe 3, indem du die Karte in der App registrierst.',
        ),
        heading('Zwei Wege zur Aktivierung'),
        list(
          'Ohne Lesen der Karte (Stufen 1 und 2): Steuernummer, Seriennummer und erste Hälfte des PUK. Das geht gleich nach dem Antrag bei der Gemeinde.',
          'Mit Lesen der Karte (Stufe 3): die Karte, die PIN und ein NFC-Smartphone mit der App CieID oder ein Computer mit Lesegerät und Software CIE.',
        ),
        notice(
          'warning',
          'Du brauchst eine Handynummer',
          'Ohne Lesen der Karte kannst du nur aktivieren, wenn du der Gemeinde deine Handynummer hinterlassen hast.',
        ),
        text('Keine Codes? [Wo du PIN und PUK findest](/aiuto/pin-e-puk)'),
        button('Aktivieren', '/attiva'),
      ],
    },
  },
};
