import { type Article, table, text } from './article.ts';

/** INF-03. */
export const spidAndCie: Article = {
  path: '/aiuto/spid-e-cie',
  section: 'help',
  texts: {
    it: {
      title: 'SPID e CIE: le differenze',
      summary: 'Con tutti e due entri nei servizi online. Ecco che cosa cambia.',
      body: [
        table(
          'SPID e CIE a confronto',
          ['', 'SPID', 'CIE'],
          [
            'Chi lo gestisce',
            'Gestori di identità (IdP) privati',
            'Gestione pubblica con architettura centralizzata (Ministero dell’Interno)',
          ],
          [
            'Quanto costa',
            'Alcuni gestori sono a pagamento: da luglio 2025 due chiedono 5,98 € all’anno. Altri potrebbero farlo in futuro',
            'Gratuita, al netto del costo iniziale della carta',
          ],
          ['Livelli', '1 e 2', '1, 2 e 3'],
          ['In Europa', 'Notificato nell’Unione europea', 'Notificata nell’Unione europea'],
        ),
        text(
          'Puoi avere tutti e due e usare quello che preferisci. Nei servizi trovi i due pulsanti uno accanto all’altro.',
        ),
      ],
    },
    en: {
      title: 'SPID and CIE: the differences',
      summary: 'Both let you into online services. This is what differs.',
      body: [
        table(
          'SPID and CIE compared',
          ['', 'SPID', 'CIE'],
          [
            'Who runs it',
            'Private identity providers (IdP)',
            'Run by the State, with a central architecture (Ministry of the Interior)',
          ],
          [
            'What it costs',
            'Some providers charge: since July 2025 two ask for € 5.98 a year. Others may do so in future',
            'Free, apart from the initial cost of the card',
          ],
          ['Levels', '1 and 2', '1, 2 and 3'],
          ['In Europe', 'Notified in the European Union', 'Notified in the European Union'],
        ),
        text('You can have both and use the one you prefer. Services show the two buttons side by side.'),
      ],
    },
    de: {
      title: 'SPID und CIE: die Unterschiede',
      summary: 'Mit beiden kommst du in die Onlinedienste. Das ist anders.',
      body: [
        table(
          'SPID und CIE im Vergleich',
          ['', 'SPID', 'CIE'],
          [
            'Wer betreibt es',
            'Private Identitätsanbieter (IdP)',
            'Öffentliche Verwaltung mit zentraler Architektur (Innenministerium)',
          ],
          [
            'Was es kostet',
            'Einige Anbieter sind kostenpflichtig: Seit Juli 2025 verlangen zwei 5,98 € im Jahr. Andere könnten folgen',
            'Kostenlos, abgesehen vom Preis der Karte',
          ],
          ['Stufen', '1 und 2', '1, 2 und 3'],
          ['In Europa', 'In der Europäischen Union notifiziert', 'In der Europäischen Union notifiziert'],
        ),
        text(
          'Du kannst beide haben und das verwenden, das dir lieber ist. In den Diensten stehen beide Schaltflächen nebeneinander.',
        ),
      ],
    },
  },
};
