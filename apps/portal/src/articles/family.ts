import { type Article, heading, notice, steps, text } from './article.ts';

/** FAM-01..04. */
export const family: Article = {
  path: '/aiuto/famiglia',
  section: 'help',
  texts: {
    it: {
      title: 'Aiutare un genitore anziano',
      summary: 'Ogni identità ha il suo numero di cellulare. Basta anche un telefono semplice.',
      body: [
        text(
          'Ogni identità digitale legata a una CIE richiede un numero di telefono univoco. Non si può usare lo stesso numero per due persone. C’è però una soluzione pratica.',
        ),
        heading('Come fare'),
        steps(
          'Tu, se sei più esperto, attivi la tua CIE con il livello 3 e usi l’app CieID sul tuo smartphone.',
          'Il tuo genitore attiva la sua CIE con il livello 2 e sceglie «SMS»: riceve i codici sul proprio cellulare, anche se non è uno smartphone.',
        ),
        text('In questo modo entrate tutti e due nei servizi online in autonomia, con due numeri separati.'),
        notice(
          'info',
          'Il telefono semplice è il benvenuto',
          'La modalità SMS dà accesso agli stessi servizi di livello 2. È pensata per chi preferisce strumenti più semplici e familiari.',
        ),
        notice(
          'warning',
          'Non scambiatevi le password',
          'Ognuno usa le sue credenziali. Chi entra con quelle di un altro può perdere il diritto di usarle.',
        ),
      ],
    },
    en: {
      title: 'Help an elderly parent',
      summary: 'Each identity has its own mobile number. A simple phone will do.',
      body: [
        text(
          'Each digital identity tied to a CIE needs a phone number of its own. Two people cannot use the same one. But there is a practical way.',
        ),
        heading('What to do'),
        steps(
          'You, if you know your way around, activate your CIE at level 3 and use the CieID app on your smartphone.',
          'Your parent activates their CIE at level 2 and chooses “SMS”: the codes come to their own mobile phone, even one that is no smartphone.',
        ),
        text('So both of you enter online services on your own, with two separate numbers.'),
        notice(
          'info',
          'A simple phone is welcome',
          'The SMS way opens the same level 2 services. It is made for those who prefer simpler, familiar means.',
        ),
        notice(
          'warning',
          'Do not share passwords',
          'Everyone uses their own credentials. Whoever signs in with someone else’s may lose the right to use them.',
        ),
      ],
    },
    de: {
      title: 'Einem älteren Elternteil helfen',
      summary: 'Jede Identität hat ihre eigene Handynummer. Ein einfaches Telefon genügt.',
      body: [
        text(
          'Jede digitale Identität einer CIE braucht eine eigene Telefonnummer. Zwei Personen können nicht dieselbe verwenden. Es gibt aber eine praktische Lösung.',
        ),
        heading('So geht es'),
        steps(
          'Du, wenn du dich auskennst, aktivierst deine CIE mit Stufe 3 und verwendest die App CieID auf deinem Smartphone.',
          'Dein Elternteil aktiviert die eigene CIE mit Stufe 2 und wählt „SMS“: Die Codes kommen auf das eigene Handy, auch wenn es kein Smartphone ist.',
        ),
        text('So kommt ihr beide selbstständig in die Onlinedienste, mit zwei getrennten Nummern.'),
        notice(
          'info',
          'Das einfache Telefon ist willkommen',
          'Mit SMS stehen dieselben Dienste der Stufe 2 offen. Es ist für alle gedacht, die einfache und vertraute Mittel vorziehen.',
        ),
        notice(
          'warning',
          'Gebt eure Passwörter nicht weiter',
          'Jeder verwendet die eigenen Zugangsdaten. Wer sich mit fremden anmeldet, kann das Recht darauf verlieren.',
        ),
      ],
    },
  },
};
