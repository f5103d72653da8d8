import { type Article, heading, list, notice, text } from './article.ts';

/** ACT-19 links here: the number is not changed on this site, because whoever holds the receipt could then take the identity. */
export const changePhone: Article = {
  path: '/aiuto/cambiare-cellulare',
  section: 'help',
  texts: {
    it: {
      title: 'Cambiare il numero di cellulare',
      summary: 'Il numero che vedi è quello che hai lasciato al Comune. Lo cambia il Comune.',
      body: [
        text(
          'Durante l’attivazione ti mostriamo solo le ultime cifre del numero che hai comunicato quando hai chiesto la carta. Su questo sito non puoi cambiarlo: è una protezione, perché chi trova i tuoi codici non possa mettere il suo numero al posto del tuo.',
        ),
        heading('Che cosa puoi fare'),
        list(
          'Vai all’Ufficio Anagrafe di qualsiasi Comune con un documento d’identità valido e chiedi di aggiornare il numero.',
          'Se non avevi lasciato un numero, puoi aggiungerlo nello stesso modo.',
        ),
        notice(
          'info',
          'Poi riprendi da qui',
          'Appena il Comune ha aggiornato il numero puoi attivare le credenziali. I codici che hai restano validi.',
        ),
        text(
          'Ogni identità digitale ha il suo numero: due persone non possono usare lo stesso. [Come fare in famiglia](/aiuto/famiglia)',
        ),
      ],
    },
    en: {
      title: 'Change your mobile number',
      summary: 'The number you see is the one you left with the municipality. The municipality changes it.',
      body: [
        text(
          'During activation we show only the last digits of the number that you gave when you requested the card. You cannot change it on this site: that protects you, so that whoever finds your codes cannot put their number in the place of yours.',
        ),
        heading('What you can do'),
        list(
          'Go to the registry office of any municipality with a valid identity document and ask to update the number.',
          'If you had not left a number, you can add one in the same way.',
        ),
        notice(
          'info',
          'Then go on from here',
          'As soon as the municipality has updated the number you can activate your credentials. The codes that you have stay valid.',
        ),
        text(
          'Each digital identity has its own number: two people cannot share one. [What to do in a family](/aiuto/famiglia)',
        ),
      ],
    },
    de: {
      title: 'Die Handynummer ändern',
      summary: 'Die Nummer, die du siehst, hast du der Gemeinde hinterlassen. Die Gemeinde ändert sie.',
      body: [
        text(
          'Bei der Aktivierung zeigen wir nur die letzten Ziffern der Nummer, die du beim Antrag angegeben hast. Auf dieser Website kannst du sie nicht ändern: Das schützt dich, damit niemand, der deine Codes findet, seine Nummer an die Stelle deiner setzen kann.',
        ),
        heading('Was du tun kannst'),
        list(
          'Geh mit einem gültigen Ausweis zum Meldeamt einer beliebigen Gemeinde und lass die Nummer ändern.',
          'Wenn du keine Nummer hinterlassen hast, kannst du sie auf demselben Weg ergänzen.',
        ),
        notice(
          'info',
          'Dann mach hier weiter',
          'Sobald die Gemeinde die Nummer geändert hat, kannst du die Zugangsdaten aktivieren. Deine Codes bleiben gültig.',
        ),
        text(
          'Jede digitale Identität hat ihre eigene Nummer: Zwei Personen können sich keine teilen. [Was Familien tun können](/aiuto/famiglia)',
        ),
      ],
    },
  },
};
