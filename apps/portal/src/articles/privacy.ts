import { type Article, heading, list, notice, table, text } from './article.ts';

/** What is kept, why, how long, and the cookies: strictly necessary ones alone, so no banner. */
export const privacy: Article = {
  path: '/privacy',
  section: 'legal',
  texts: {
    it: {
      title: 'Informativa sulla privacy',
      summary:
        'Ai sensi degli artt. 13 e 14 del GDPR - Regolamento (UE) 2016/679. Quali dati usiamo, perché e per quanto tempo.',
      body: [
        notice(
          'warning',
          'Ambiente dimostrativo',
          'Non inserire dati di persone reali. Chi mette in servizio questo sistema sostituisce questo testo con la propria informativa.',
        ),
        heading('Chi tratta i dati'),
        text('Il titolare del trattamento è {authority}. Puoi scrivere a {feedback} o chiamare il numero {phone}.'),
        heading('Quali dati e perché'),
        table(
          'Dati, finalità e durata',
          ['Dati', 'Perché', 'Per quanto tempo'],
          [
            'Nome, cognome, data e luogo di nascita, codice fiscale, numero di serie della carta',
            'Rilasciare la carta e l’identità digitale',
            'Finché vale la carta',
          ],
          [
            'Numero di cellulare ed e-mail',
            'Inviarti i codici e gli avvisi di sicurezza',
            'Finché usi le credenziali, o finché li cambi',
          ],
          ['Password', 'Riconoscerti. È conservata in una forma da cui non si può ricavare', 'Finché la cambi'],
          [
            'Registro degli accessi ai servizi',
            'Obbligo di legge: dimostrare chi ha avuto accesso a che cosa',
            '24 mesi',
          ],
          ['Registro degli eventi di sicurezza, senza dati personali', 'Scoprire abusi', 'Come previsto dal titolare'],
        ),
        heading('Chi riceve i dati'),
        text(
          'Quando entri in un servizio vedi quali dati vengono inviati, e decidi tu. Sono al massimo quattro: nome, cognome, data di nascita e codice fiscale. Ogni servizio riceve un identificativo diverso: due servizi non possono confrontare i loro.',
        ),
        heading('Cookie'),
        text(
          'Usiamo solo cookie tecnici, indispensabili. Non c’è profilazione e le pagine non caricano nulla da altri siti. Per questo non vedi un banner.',
        ),
        table(
          'I cookie di questo sito',
          ['Nome', 'A cosa serve', 'Durata'],
          ['tessera-portal-browser', 'Riconosce il tuo browser e protegge i moduli', 'Fino alla chiusura del browser'],
          ['tessera-portal-language', 'Ricorda la lingua che hai scelto', '1 anno'],
          ['tessera-portal-activation', 'Ricorda a che punto è la tua attivazione', 'Fino alla chiusura del browser'],
          [
            'tessera-portal-recovery',
            'Ricorda a che punto è il recupero della password',
            'Fino alla chiusura del browser',
          ],
        ),
        heading('I tuoi diritti'),
        list(
          'Puoi chiedere quali dati abbiamo e averne una copia.',
          'Puoi chiedere di correggerli o di cancellarli, nei limiti di legge.',
          'Puoi fare reclamo al Garante per la protezione dei dati personali.',
        ),
      ],
    },
    en: {
      title: 'Privacy notice',
      summary:
        'Under articles 13 and 14 of the GDPR, Regulation (EU) 2016/679. Which data we use, why, and for how long.',
      body: [
        notice(
          'warning',
          'Demonstration environment',
          'Do not enter data of real people. Whoever puts this system into service replaces this text with their own notice.',
        ),
        heading('Who is responsible'),
        text('The controller is {authority}. You can write to {feedback} or call {phone}.'),
        heading('Which data and why'),
        table(
          'Data, purposes and duration',
          ['Data', 'Why', 'For how long'],
          [
            'Given name, family name, date and place of birth, tax code, serial number of the card',
            'To issue the card and the digital identity',
            'While the card is valid',
          ],
          [
            'Mobile number and e-mail address',
            'To send you codes and security notices',
            'While you use the credentials, or until you change them',
          ],
          [
            'Password',
            'To recognise you. It is kept in a form from which it cannot be recovered',
            'Until you change it',
          ],
          ['Register of sign-ins to services', 'Legal duty: to prove who had access to what', '24 months'],
          ['Register of security events, without personal data', 'To discover abuse', 'As the controller decides'],
        ),
        heading('Who receives the data'),
        text(
          'When you sign in to a service you see which data are sent, and you decide. They are four at most: given name, family name, date of birth and tax code. Each service receives a different identifier: two services cannot compare theirs.',
        ),
        heading('Cookies'),
        text(
          'We use only technical cookies that are strictly necessary. There is no profiling, and pages load nothing from other sites. That is why you see no banner.',
        ),
        table(
          'The cookies of this site',
          ['Name', 'What it is for', 'Duration'],
          ['tessera-portal-browser', 'Recognises your browser and protects forms', 'Until the browser is closed'],
          ['tessera-portal-language', 'Remembers the language you chose', '1 year'],
          ['tessera-portal-activation', 'Remembers how far your activation has come', 'Until the browser is closed'],
          [
            'tessera-portal-recovery',
            'Remembers how far the recovery of your password has come',
            'Until the browser is closed',
          ],
        ),
        heading('Your rights'),
        list(
          'You can ask which data we hold and have a copy.',
          'You can ask to have them corrected or erased, within the limits of the law.',
          'You can complain to the Italian data protection authority (Garante per la protezione dei dati personali).',
        ),
      ],
    },
    de: {
      title: 'Datenschutzerklärung',
      summary:
        'Nach Art. 13 und 14 der DSGVO, Verordnung (EU) 2016/679. Welche Daten wir verwenden, warum und wie lange.',
      body: [
        notice(
          'warning',
          'Demonstrationsumgebung',
          'Gib keine Daten wirklicher Personen ein. Wer dieses System in Betrieb nimmt, ersetzt diesen Text durch die eigene Erklärung.',
        ),
        heading('Wer verantwortlich ist'),
        text('Verantwortlich ist {authority}. Du kannst an {feedback} schreiben oder {phone} anrufen.'),
        heading('Welche Daten und warum'),
        table(
          'Daten, Zwecke und Dauer',
          ['Daten', 'Warum', 'Wie lange'],
          [
            'Vorname, Nachname, Geburtsdatum und -ort, Steuernummer, Seriennummer der Karte',
            'Um Karte und digitale Identität auszustellen',
            'Solange die Karte gilt',
          ],
          [
            'Handynummer und E-Mail-Adresse',
            'Um dir Codes und Sicherheitshinweise zu senden',
            'Solange du die Zugangsdaten verwendest oder bis du sie änderst',
          ],
          [
            'Passwort',
            'Um dich zu erkennen. Es wird so aufbewahrt, dass es sich nicht zurückrechnen lässt',
            'Bis du es änderst',
          ],
          [
            'Verzeichnis der Anmeldungen bei Diensten',
            'Gesetzliche Pflicht: nachweisen, wer worauf Zugriff hatte',
            '24 Monate',
          ],
          [
            'Verzeichnis der Sicherheitsereignisse, ohne personenbezogene Daten',
            'Um Missbrauch zu entdecken',
            'Wie vom Verantwortlichen festgelegt',
          ],
        ),
        heading('Wer die Daten erhält'),
        text(
          'Wenn du dich bei einem Dienst anmeldest, siehst du, welche Daten gesendet werden, und entscheidest selbst. Es sind höchstens vier: Vorname, Nachname, Geburtsdatum und Steuernummer. Jeder Dienst erhält eine andere Kennung: Zwei Dienste können ihre nicht vergleichen.',
        ),
        heading('Cookies'),
        text(
          'Wir verwenden nur technische, unbedingt nötige Cookies. Es gibt keine Profilbildung, und die Seiten laden nichts von anderen Websites. Deshalb siehst du kein Banner.',
        ),
        table(
          'Die Cookies dieser Website',
          ['Name', 'Wozu es dient', 'Dauer'],
          [
            'tessera-portal-browser',
            'Erkennt deinen Browser und schützt die Formulare',
            'Bis der Browser geschlossen wird',
          ],
          ['tessera-portal-language', 'Merkt sich die gewählte Sprache', '1 Jahr'],
          [
            'tessera-portal-activation',
            'Merkt sich, wie weit deine Aktivierung ist',
            'Bis der Browser geschlossen wird',
          ],
          [
            'tessera-portal-recovery',
            'Merkt sich, wie weit die Wiederherstellung deines Passworts ist',
            'Bis der Browser geschlossen wird',
          ],
        ),
        heading('Deine Rechte'),
        list(
          'Du kannst fragen, welche Daten wir haben, und eine Kopie erhalten.',
          'Du kannst verlangen, dass sie berichtigt oder gelöscht werden, soweit das Gesetz es zulässt.',
          'Du kannst bei der italienischen Datenschutzbehörde (Garante per la protezione dei dati personali) Beschwerde einlegen.',
        ),
      ],
    },
  },
};
