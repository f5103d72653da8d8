import { type Article, heading, list, notice, steps, text } from './article.ts';

/** INF-08. */
export const softwareCie: Article = {
  path: '/aiuto/software-cie',
  section: 'help',
  texts: {
    it: {
      title: 'Software CIE',
      summary: 'Il programma che fa dialogare il computer con la tua carta, attraverso un lettore.',
      body: [
        text(
          'Con il Software CIE entri nei servizi con il livello 3 dal computer. Puoi anche cambiare il PIN e sbloccarlo con il PUK.',
        ),
        heading('Che cosa ti serve'),
        list(
          'Un computer con Windows, Mac o Linux.',
          'Un lettore di smart card contactless (NFC).',
          'La tua carta e il PIN di 8 cifre.',
        ),
        heading('Come si usa'),
        steps(
          'Collega il lettore e installa il Software CIE.',
          'Appoggia la carta sul lettore.',
          'Nel servizio scegli «Entra con CIE», poi «Prosegui con computer».',
          'Scrivi il PIN quando il programma te lo chiede. Il PIN resta tra il computer e la carta: nessun sito lo riceve.',
        ),
        heading('Se qualcosa non va'),
        text(
          'Apri «Diagnosi» nel Software CIE, o scrivi tessera-cie doctor: controlla lettore, carta, PIN e collegamento, dice che cosa fare e non usa nessun tentativo.',
        ),
        notice(
          'info',
          'I tentativi sono contati',
          'Abbina la carta una volta con tutto il PIN: poi bastano le ultime 4 cifre. Dopo tre PIN sbagliati serve il PUK; dopo dieci PUK sbagliati la carta si chiude per sempre e serve una nuova carta dal Comune.',
        ),
      ],
    },
    en: {
      title: 'Software CIE',
      summary: 'The program that lets the computer talk to your card, through a reader.',
      body: [
        text(
          'With Software CIE you sign in to services at level 3 from a computer. You can also change the PIN and unblock it with the PUK.',
        ),
        heading('What you need'),
        list(
          'A computer with Windows, Mac or Linux.',
          'A contactless (NFC) smart card reader.',
          'Your card and the PIN of 8 digits.',
        ),
        heading('How to use it'),
        steps(
          'Connect the reader and install Software CIE.',
          'Put the card on the reader.',
          'In the service choose “Entra con CIE”, then “Prosegui con computer”.',
          'Type the PIN when the program asks for it. The PIN stays between the computer and the card: no site receives it.',
        ),
        heading('If something is wrong'),
        text(
          'Open “Diagnosis” in Software CIE, or type tessera-cie doctor: it checks reader, card, PIN and connection, says what to do and uses no try.',
        ),
        notice(
          'info',
          'Tries are counted',
          'Pair the card once with the whole PIN: then the last 4 digits do. After three wrong PINs you need the PUK; after ten wrong PUKs the card is closed for good and you need a new one from your municipality.',
        ),
      ],
    },
    de: {
      title: 'Software CIE',
      summary: 'Das Programm, das den Computer über ein Lesegerät mit deiner Karte sprechen lässt.',
      body: [
        text(
          'Mit der Software CIE meldest du dich am Computer mit Stufe 3 bei Diensten an. Du kannst auch die PIN ändern und sie mit dem PUK entsperren.',
        ),
        heading('Was du brauchst'),
        list(
          'Einen Computer mit Windows, Mac oder Linux.',
          'Ein kontaktloses Chipkartenlesegerät (NFC).',
          'Deine Karte und die PIN mit 8 Ziffern.',
        ),
        heading('So wird sie benutzt'),
        steps(
          'Schließe das Lesegerät an und installiere die Software CIE.',
          'Lege die Karte auf das Lesegerät.',
          'Wähle im Dienst „Entra con CIE“, dann „Prosegui con computer“.',
          'Gib die PIN ein, wenn das Programm danach fragt. Die PIN bleibt zwischen Computer und Karte: Keine Website erhält sie.',
        ),
        heading('Wenn etwas nicht geht'),
        text(
          'Öffne „Diagnose“ in der Software CIE oder gib tessera-cie doctor ein: Lesegerät, Karte, PIN und Verbindung werden geprüft, es wird gesagt, was zu tun ist, und kein Versuch wird verbraucht.',
        ),
        notice(
          'info',
          'Die Versuche werden gezählt',
          'Verbinde die Karte einmal mit der ganzen PIN: Danach genügen die letzten 4 Ziffern. Nach drei falschen PINs brauchst du den PUK; nach zehn falschen PUKs schließt sich die Karte für immer, und du brauchst eine neue von der Gemeinde.',
        ),
      ],
    },
  },
};
