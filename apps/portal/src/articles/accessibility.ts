import { type Article, heading, list, notice, text } from './article.ts';

/** A template: a public body files its own on AGID's form and renews it by 23 September each year (`ux.md` 6). */
export const accessibility: Article = {
  path: '/accessibilita',
  section: 'legal',
  texts: {
    it: {
      title: 'Dichiarazione di accessibilità',
      summary:
        'Questo sito deve poter essere usato da tutti: da tastiera, con un lettore di schermo, con caratteri grandi.',
      body: [
        notice(
          'info',
          'È un modello',
          'Un ente pubblico compila la propria dichiarazione sul modulo di AGID e la rinnova ogni anno entro il 23 settembre.',
        ),
        heading('A che punto siamo'),
        text(
          'Le pagine seguono le WCAG 2.1 al livello AA (EN 301 549), e in più i criteri 2.2 su fuoco, dimensione dei pulsanti e accesso senza prove di memoria. Le controlliamo a ogni modifica con uno strumento automatico e con prove da tastiera, anche a 320 pixel di larghezza.',
        ),
        heading('Che cosa puoi fare'),
        list(
          'Usare tutto da tastiera. Il primo tasto Tab di ogni pagina porta ai collegamenti di salto.',
          'Ingrandire il testo al 200% senza perdere contenuti.',
          'Usare il sito senza JavaScript. Al posto della casella «Non sono un robot» trovi una domanda in parole semplici.',
          'Incollare codici e password, e usare un gestore di password.',
        ),
        heading('Limiti noti'),
        text('Le prove con persone che usano tecnologie assistive non sono ancora state fatte.'),
        heading('Segnala un problema di accessibilità', 'segnala'),
        text(
          'Scrivi a {feedback} o chiama il numero {phone}. Dicci quale pagina, che cosa volevi fare e che cosa è successo. Ti rispondiamo entro 30 giorni.',
        ),
      ],
    },
    en: {
      title: 'Accessibility statement',
      summary: 'Everyone must be able to use this site: by keyboard, with a screen reader, with large text.',
      body: [
        notice(
          'info',
          'This is a template',
          'A public body files its own statement on AGID’s form and renews it each year by 23 September.',
        ),
        heading('Where we stand'),
        text(
          'The pages follow WCAG 2.1 at level AA (EN 301 549), and also the criteria of 2.2 on focus, size of targets and signing in without memory tests. We check them at each change with an automatic tool and by keyboard, at a width of 320 pixels too.',
        ),
        heading('What you can do'),
        list(
          'Use everything by keyboard. The first Tab of each page leads to the skip links.',
          'Enlarge the text to 200% without losing content.',
          'Use the site without JavaScript. In place of the box “Non sono un robot” you find a question in plain words.',
          'Paste codes and passwords, and use a password manager.',
        ),
        heading('Known limits'),
        text('Trials with people who use assistive technology have not been made yet.'),
        heading('Report an accessibility problem', 'segnala'),
        text(
          'Write to {feedback} or call {phone}. Tell us which page, what you wanted to do and what happened. We answer within 30 days.',
        ),
      ],
    },
    de: {
      title: 'Erklärung zur Barrierefreiheit',
      summary:
        'Alle sollen diese Website benutzen können: mit der Tastatur, mit einem Bildschirmleser, mit großer Schrift.',
      body: [
        notice(
          'info',
          'Dies ist eine Vorlage',
          'Eine öffentliche Stelle gibt ihre Erklärung auf dem Formular der AGID ab und erneuert sie jedes Jahr bis zum 23. September.',
        ),
        heading('Stand'),
        text(
          'Die Seiten folgen den WCAG 2.1 auf Stufe AA (EN 301 549) und dazu den Kriterien von 2.2 zu Fokus, Zielgröße und Anmeldung ohne Gedächtnisprobe. Wir prüfen sie bei jeder Änderung automatisch und mit der Tastatur, auch bei einer Breite von 320 Pixeln.',
        ),
        heading('Was du tun kannst'),
        list(
          'Alles mit der Tastatur bedienen. Die erste Tab-Taste jeder Seite führt zu den Sprunglinks.',
          'Den Text auf 200 % vergrößern, ohne Inhalte zu verlieren.',
          'Die Website ohne JavaScript benutzen. Statt des Kästchens „Non sono un robot“ findest du eine Frage in einfachen Worten.',
          'Codes und Passwörter einfügen und einen Passwortmanager verwenden.',
        ),
        heading('Bekannte Grenzen'),
        text('Versuche mit Menschen, die Hilfstechnologien verwenden, stehen noch aus.'),
        heading('Ein Problem mit der Barrierefreiheit melden', 'segnala'),
        text(
          'Schreib an {feedback} oder ruf {phone} an. Sag uns, welche Seite es war, was du tun wolltest und was geschehen ist. Wir antworten innerhalb von 30 Tagen.',
        ),
      ],
    },
  },
};
