import { type Article, heading, list, table, text } from './article.ts';

/** MIN-01..06. */
export const minors: Article = {
  path: '/aiuto/minori',
  section: 'help',
  texts: {
    it: {
      title: 'La CIE per i figli minorenni',
      summary: 'Prima dei 5 anni nessun accesso. Dai 5 ai 18 solo i servizi delle scuole.',
      body: [
        text(
          'I codici PIN e PUK vengono forniti per tutte le carte, anche quelle dei minorenni. Per proteggere i minori, però, l’uso online ha dei limiti.',
        ),
        table(
          'Che cosa è possibile, per età',
          ['Età', 'Credenziali', 'Dove si può entrare'],
          ['Fino al compimento dei 5 anni', 'Nessuna', 'In nessun servizio'],
          [
            'Dai 5 ai 18 anni',
            'Livello 1 e 2, attivate con il PUK',
            'Solo istituti scolastici di ogni ordine e grado, comprese le scuole ed accademie militari',
          ],
          ['Dai 18 anni', 'Livello 1, 2 e 3', 'In tutti i servizi'],
        ),
        heading('Da sapere'),
        list(
          'I limiti finiscono da soli il giorno del compleanno, a mezzanotte, ora italiana.',
          'Tra i 5 e i 18 anni la carta fisica non si può usare per entrare nei servizi.',
          'Se un servizio non è una scuola, il minore vede una pagina che spiega il motivo e la data in cui il limite finisce. Nessun dato viene inviato.',
          'In alcuni Comuni i codici di un minore non vengono consegnati interi: chiedi all’Ufficio Anagrafe.',
        ),
        text('I servizi delle scuole sono segnati nel [catalogo dei servizi](/servizi).'),
      ],
    },
    en: {
      title: 'The CIE for children under 18',
      summary: 'No access before the age of 5. From 5 to 18 only the services of schools.',
      body: [
        text(
          'PIN and PUK come with every card, those of minors too. To protect minors, however, their use online has limits.',
        ),
        table(
          'What is possible, by age',
          ['Age', 'Credentials', 'Where one may sign in'],
          ['Until the 5th birthday', 'None', 'Nowhere'],
          [
            'From 5 to 18',
            'Level 1 and 2, activated with the PUK',
            'Only schools of every kind, military schools and academies included',
          ],
          ['From 18', 'Level 1, 2 and 3', 'Every service'],
        ),
        heading('Good to know'),
        list(
          'The limits end by themselves on the birthday, at midnight, Italian time.',
          'From 5 to 18 the card itself cannot be used to sign in.',
          'When a service is not a school, the minor sees a page that explains why and gives the date on which the limit ends. No data are sent.',
          'Some municipalities do not hand over the whole codes of a minor: ask the registry office.',
        ),
        text('Services of schools are marked in the [catalogue of services](/servizi).'),
      ],
    },
    de: {
      title: 'Die CIE für Minderjährige',
      summary: 'Vor dem 5. Geburtstag kein Zugang. Von 5 bis 18 nur die Dienste der Schulen.',
      body: [
        text(
          'PIN und PUK gibt es zu jeder Karte, auch zu denen der Minderjährigen. Zu ihrem Schutz ist die Nutzung im Internet aber beschränkt.',
        ),
        table(
          'Was möglich ist, nach Alter',
          ['Alter', 'Zugangsdaten', 'Wo man sich anmelden kann'],
          ['Bis zum 5. Geburtstag', 'Keine', 'Nirgends'],
          [
            'Von 5 bis 18 Jahren',
            'Stufen 1 und 2, mit dem PUK aktiviert',
            'Nur Schulen aller Stufen, auch Militärschulen und -akademien',
          ],
          ['Ab 18 Jahren', 'Stufen 1, 2 und 3', 'Bei allen Diensten'],
        ),
        heading('Gut zu wissen'),
        list(
          'Die Beschränkungen enden von selbst am Geburtstag, um Mitternacht, italienische Zeit.',
          'Von 5 bis 18 Jahren kann man sich nicht mit der Karte selbst anmelden.',
          'Ist ein Dienst keine Schule, so erklärt eine Seite den Grund und nennt den Tag, an dem die Beschränkung endet. Es werden keine Daten gesendet.',
          'In einigen Gemeinden werden die Codes Minderjähriger nicht vollständig ausgehändigt: Frag beim Meldeamt.',
        ),
        text('Die Dienste der Schulen sind im [Verzeichnis der Dienste](/servizi) gekennzeichnet.'),
      ],
    },
  },
};
