import { type Article, heading, list, notice, text } from './article.ts';

export const legalNotes: Article = {
  path: '/note-legali',
  section: 'legal',
  texts: {
    it: {
      title: 'Note legali',
      summary: 'Che cos’è questo sito, e di chi è il software.',
      body: [
        notice(
          'warning',
          'Non è un sito ufficiale',
          "Ambiente dimostrativo. Tessera non è un servizio del Ministero dell'Interno.",
        ),
        heading('Il software'),
        text(
          'Tessera è software libero, distribuito con la licenza EUPL-1.2. È una realizzazione indipendente delle regole pubbliche dell’identità digitale CIE. Non usa loghi o marchi di enti pubblici.',
        ),
        heading('Lavoro di altri'),
        list(
          'Bootstrap Italia, licenza BSD-3-Clause.',
          'Caratteri Titillium Web (SIL Open Font License) e Roboto Mono (Apache License 2.0).',
          'Codici catastali dei Comuni, da dati pubblici.',
        ),
        heading('Nomi'),
        text(
          'CIE e CieID sono i nomi del sistema che qui viene descritto. Persone, Comuni e servizi mostrati nell’ambiente di prova sono inventati.',
        ),
      ],
    },
    en: {
      title: 'Legal notice',
      summary: 'What this site is, and whose software it runs.',
      body: [
        notice(
          'warning',
          'This is no official site',
          'Demonstration environment. Tessera is not a service of the Italian Ministry of the Interior.',
        ),
        heading('The software'),
        text(
          'Tessera is free software under the licence EUPL-1.2. It is an independent implementation of the public rules of the CIE digital identity. It uses no logos or marks of public bodies.',
        ),
        heading('Work of others'),
        list(
          'Bootstrap Italia, licence BSD-3-Clause.',
          'Typefaces Titillium Web (SIL Open Font License) and Roboto Mono (Apache License 2.0).',
          'Land registry codes of municipalities, from public data.',
        ),
        heading('Names'),
        text(
          'CIE and CieID are the names of the system that is described here. People, municipalities and services shown in the test environment are invented.',
        ),
      ],
    },
    de: {
      title: 'Rechtliche Hinweise',
      summary: 'Was diese Website ist und wem die Software gehört.',
      body: [
        notice(
          'warning',
          'Keine offizielle Website',
          'Demonstrationsumgebung. Tessera ist kein Dienst des italienischen Innenministeriums.',
        ),
        heading('Die Software'),
        text(
          'Tessera ist freie Software unter der Lizenz EUPL-1.2. Sie setzt die öffentlichen Regeln der digitalen Identität CIE unabhängig um. Sie verwendet keine Logos oder Zeichen öffentlicher Stellen.',
        ),
        heading('Arbeit anderer'),
        list(
          'Bootstrap Italia, Lizenz BSD-3-Clause.',
          'Schriften Titillium Web (SIL Open Font License) und Roboto Mono (Apache License 2.0).',
          'Katastercodes der Gemeinden, aus öffentlichen Daten.',
        ),
        heading('Namen'),
        text(
          'CIE und CieID sind die Namen des hier beschriebenen Systems. Personen, Gemeinden und Dienste der Testumgebung sind erfunden.',
        ),
      ],
    },
  },
};
