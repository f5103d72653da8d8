import { type Article, heading, list, notice, steps, text } from './article.ts';

/** Where the codes are, and what to do when they are lost (INF-02; ACT-17 links here). */
export const pinAndPuk: Article = {
  path: '/aiuto/pin-e-puk',
  section: 'help',
  texts: {
    it: {
      title: 'Dove trovi il PIN e il PUK',
      summary: 'I due codici arrivano in due metà, su due fogli separati.',
      body: [
        text(
          'Il PIN e il PUK hanno 8 cifre ciascuno. Per la tua sicurezza nessuno, nemmeno allo sportello, vede un codice intero.',
        ),
        list(
          'La prima metà (le prime 4 cifre) è sulla ricevuta cartacea che ricevi quando fai la richiesta. Lì trovi anche il numero di serie della carta.',
          'La seconda metà (le ultime 4 cifre) è nella lettera che accompagna la carta.',
        ),
        notice(
          'info',
          'Per attivare le credenziali basta la prima metà del PUK',
          'Ti chiediamo due delle sue prime quattro cifre. Quali, cambia ogni volta.',
        ),
        heading('Il numero di serie'),
        text('È stampato sulla carta, in alto a destra, e sulla ricevuta. Ha questa forma: CA00000AA.'),
        heading('Hai smarrito il PIN'),
        text(
          'Apri l’app CieID, vai su Gestione carta, poi su Sblocco carta, e imposta un nuovo PIN con il codice PUK. Da un computer puoi farlo con il [Software CIE](/aiuto/software-cie).',
        ),
        heading('Hai smarrito il PUK, o tutti e due'),
        list(
          'All’Ufficio Anagrafe di qualsiasi Comune, con un documento d’identità valido: ricevi due documenti con le due metà di PIN e PUK. La seconda metà può anche arrivarti per e-mail.',
          'Dall’app CieID: [recupera il PUK](/aiuto/recupero-puk) in 48 ore.',
        ),
        heading('Se sbagli'),
        steps(
          'Dopo 3 PIN sbagliati il PIN si blocca: lo sblocchi con il PUK.',
          'Dopo 10 PUK sbagliati la carta non può più essere usata online. Resta valida come documento.',
        ),
        text('Queste prove valgono per la carta. Le cifre del PUK che scrivi su questo sito non le consumano.'),
      ],
    },
    en: {
      title: 'Where to find PIN and PUK',
      summary: 'The two codes come in two halves, on two separate sheets.',
      body: [
        text('PIN and PUK have 8 digits each. For your safety nobody, not even at the counter, sees a whole code.'),
        list(
          'The first half (the first 4 digits) is on the paper receipt that you get when you make the request. The serial number of the card is there too.',
          'The second half (the last 4 digits) is in the letter that comes with the card.',
        ),
        notice(
          'info',
          'To activate your credentials the first half of the PUK is enough',
          'We ask for two of its first four digits. Which ones changes each time.',
        ),
        heading('The serial number'),
        text('It is printed on the card, at the top right, and on the receipt. It looks like this: CA00000AA.'),
        heading('You have lost the PIN'),
        text(
          'Open the CieID app, go to “Gestione carta”, then “Sblocco carta”, and set a new PIN with the PUK. On a computer you can do it with [Software CIE](/aiuto/software-cie).',
        ),
        heading('You have lost the PUK, or both'),
        list(
          'At the registry office of any municipality, with a valid identity document: you get two documents with the two halves of PIN and PUK. The second half can also reach you by e-mail.',
          'From the CieID app: [recover the PUK](/aiuto/recupero-puk) in 48 hours.',
        ),
        heading('If you get it wrong'),
        steps(
          'After 3 wrong PINs the PIN is blocked: you unblock it with the PUK.',
          'After 10 wrong PUKs the card can no longer be used online. It stays valid as a document.',
        ),
        text('These tries are the card’s. The digits of the PUK that you type on this site do not use them up.'),
      ],
    },
    de: {
      title: 'Wo du PIN und PUK findest',
      summary: 'Die beiden Codes kommen in zwei Hälften auf zwei getrennten Blättern.',
      body: [
        text(
          'PIN und PUK haben je 8 Ziffern. Zu deiner Sicherheit sieht niemand, auch nicht am Schalter, einen ganzen Code.',
        ),
        list(
          'Die erste Hälfte (die ersten 4 Ziffern) steht auf dem Beleg, den du beim Antrag erhältst. Dort steht auch die Seriennummer der Karte.',
          'Die zweite Hälfte (die letzten 4 Ziffern) steht im Brief, der mit der Karte kommt.',
        ),
        notice(
          'info',
          'Zum Aktivieren der Zugangsdaten genügt die erste Hälfte des PUK',
          'Wir fragen nach zwei ihrer ersten vier Ziffern. Welche, ändert sich jedes Mal.',
        ),
        heading('Die Seriennummer'),
        text('Sie steht auf der Karte oben rechts und auf dem Beleg. Sie sieht so aus: CA00000AA.'),
        heading('Du hast die PIN verloren'),
        text(
          'Öffne die App CieID, geh auf „Gestione carta“, dann auf „Sblocco carta“, und lege mit dem PUK eine neue PIN fest. Am Computer geht es mit der [Software CIE](/aiuto/software-cie).',
        ),
        heading('Du hast den PUK verloren, oder beide'),
        list(
          'Beim Meldeamt jeder Gemeinde, mit einem gültigen Ausweis: Du erhältst zwei Dokumente mit den beiden Hälften von PIN und PUK. Die zweite Hälfte kann auch per E-Mail kommen.',
          'Mit der App CieID: [Stelle den PUK wieder her](/aiuto/recupero-puk), in 48 Stunden.',
        ),
        heading('Wenn du dich irrst'),
        steps(
          'Nach 3 falschen PINs ist die PIN gesperrt: Du entsperrst sie mit dem PUK.',
          'Nach 10 falschen PUKs kann die Karte nicht mehr online verwendet werden. Als Dokument bleibt sie gültig.',
        ),
        text(
          'Diese Versuche gelten für die Karte. Die Ziffern des PUK, die du auf dieser Website eingibst, verbrauchen sie nicht.',
        ),
      ],
    },
  },
};
