import { type Article, type Block, button, heading, list, notice, question, text } from './article.ts';

const italian: readonly Block[] = [
  heading('Chiamaci'),
  text(
    'Numero: {phone}, {hours}. Se hai visto una pagina di errore, comunicaci il numero di riferimento. Non ti chiederemo mai la password, il PIN, il PUK o un codice ricevuto per SMS.',
  ),
  heading('Domande frequenti', 'domande'),
  question(
    'dove-pin-puk',
    'Dove posso trovare i codici PIN e PUK?',
    text(
      'La prima metà del PIN e del PUK è fornita su ricevuta cartacea al momento della richiesta. La seconda parte dei codici è contenuta nella lettera allegata alla busta che consegna la CIE. [Di più su PIN e PUK](/aiuto/pin-e-puk)',
    ),
  ),
  question(
    'pin-smarrito',
    'Ho smarrito il codice PIN, cosa devo fare?',
    text(
      'Accedi all’app CieID, vai su Gestione carta, poi su Sblocco carta, e imposta un nuovo PIN autenticandoti con il codice PUK.',
    ),
  ),
  question(
    'pin-e-puk-smarriti',
    'Ho dimenticato i codici PIN e PUK, cosa devo fare?',
    list(
      'Di persona: vai all’Anagrafe di qualsiasi Comune con un documento d’identità valido. Ricevi due documenti, con PIN e PUK divisi in due metà.',
      'Via e-mail: ritiri la prima metà di persona, o con un delegato, e ricevi la seconda metà per e-mail.',
      'Dall’app CieID: recuperi il PUK dopo 48 ore, poi imposti un nuovo PIN. [Come recuperare il PUK](/aiuto/recupero-puk)',
    ),
  ),
  question(
    'password-dimenticata',
    'Ho dimenticato la password associata alla CIE, come posso recuperarla?',
    text(
      'Puoi impostare una nuova password. Ti servono il codice fiscale, o il numero di serie della carta, e il cellulare o l’e-mail che hai verificato.',
    ),
    button('Imposta una nuova password', '/recupera-password'),
  ),
  question(
    'da-sms-a-app',
    'Voglio cambiare la ricezione dell’OTP da SMS a notifica in app (o viceversa), come faccio?',
    text(
      'Nell’app lo scegli solo quando la configuri. In seguito lo cambi da PC, nella tua area personale. In questo ambiente l’area personale non c’è ancora.',
    ),
  ),
  question(
    'minorenni',
    'Posso attivare la CIE per i miei figli minorenni?',
    list(
      '0-5 anni: non è possibile utilizzare l’identità digitale né richiedere credenziali.',
      '5-18 anni: è possibile attivare credenziali di livello 1 e 2, con il PUK, per i servizi delle scuole. La carta fisica non si può usare.',
    ),
    text('[Tutto sui minorenni](/aiuto/minori)'),
  ),
  question(
    'un-numero-piu-carte',
    'Si può utilizzare un unico numero di telefono per abilitare più CIE (es. per i genitori anziani)?',
    text(
      'No, ogni identità digitale legata a una CIE richiede un numero di telefono univoco associato. Tuttavia c’è una soluzione pratica. [Come aiutare un genitore anziano](/aiuto/famiglia)',
    ),
  ),
  question(
    'puk-sbagliato',
    'Cosa succede se sbaglio codice PUK troppe volte?',
    text(
      'Al decimo PUK sbagliato la carta viene bloccata per sempre come chiave dei servizi online. Puoi continuare a usarla come documento di identità. Per entrare di nuovo nei servizi devi richiedere una nuova carta al Comune.',
    ),
  ),
  notice('info', 'Non hai trovato la risposta?', 'Guarda anche le [informazioni utili](/info-utili), oppure chiamaci.'),
];

const english: readonly Block[] = [
  heading('Call us'),
  text(
    'Number: {phone}, {hours}. If you saw an error page, tell us its reference number. We will never ask for your password, PIN, PUK or a code received by SMS.',
  ),
  heading('Frequent questions', 'domande'),
  question(
    'dove-pin-puk',
    'Where do I find the codes PIN and PUK?',
    text(
      'The first half of PIN and PUK is on the paper receipt of your request. The second half is in the letter that comes in the envelope with the card. [More about PIN and PUK](/aiuto/pin-e-puk)',
    ),
  ),
  question(
    'pin-smarrito',
    'I have lost the PIN, what should I do?',
    text('Open the CieID app, go to “Gestione carta”, then “Sblocco carta”, and set a new PIN with the PUK.'),
  ),
  question(
    'pin-e-puk-smarriti',
    'I have forgotten PIN and PUK, what should I do?',
    list(
      'In person: go to the registry office of any municipality with a valid identity document. You get two documents, with PIN and PUK in two halves.',
      'By e-mail: you, or someone you authorise, collect the first half in person, and the second half comes by e-mail.',
      'From the CieID app: you recover the PUK after 48 hours, then set a new PIN. [How to recover the PUK](/aiuto/recupero-puk)',
    ),
  ),
  question(
    'password-dimenticata',
    'I have forgotten the password of my CIE, how do I get back in?',
    text(
      'You can set a new password. You need your tax code, or the serial number of the card, and the mobile phone or e-mail address that you verified.',
    ),
    button('Set a new password', '/recupera-password'),
  ),
  question(
    'da-sms-a-app',
    'I want to get the code by the app instead of by SMS (or the other way round), how do I change it?',
    text(
      'In the app you choose it only while setting it up. Later you change it on a computer, in your personal area. In this environment there is no personal area yet.',
    ),
  ),
  question(
    'minorenni',
    'Can I activate the CIE for my children under 18?',
    list(
      '0-5 years: the digital identity cannot be used and no credentials can be requested.',
      '5-18 years: level 1 and 2 credentials can be activated, with the PUK, for the services of schools. The card itself cannot be used.',
    ),
    text('[All about minors](/aiuto/minori)'),
  ),
  question(
    'un-numero-piu-carte',
    'Can one phone number serve several cards (for example of elderly parents)?',
    text(
      'No, each digital identity tied to a CIE needs a phone number of its own. But there is a practical way. [How to help an elderly parent](/aiuto/famiglia)',
    ),
  ),
  question(
    'puk-sbagliato',
    'What happens if I get the PUK wrong too often?',
    text(
      'At the tenth wrong PUK the card is blocked for good as a key to online services. You can still use it as an identity document. To enter services again you have to request a new card from the municipality.',
    ),
  ),
  notice('info', 'No answer here?', 'See also the [useful information](/info-utili), or call us.'),
];

const german: readonly Block[] = [
  heading('Ruf uns an'),
  text(
    'Nummer: {phone}, {hours}. Wenn du eine Fehlerseite gesehen hast, nenne uns ihre Referenznummer. Wir fragen nie nach Passwort, PIN, PUK oder einem per SMS erhaltenen Code.',
  ),
  heading('Häufige Fragen', 'domande'),
  question(
    'dove-pin-puk',
    'Wo finde ich die Codes PIN und PUK?',
    text(
      'Die erste Hälfte von PIN und PUK steht auf dem Beleg des Antrags. Die zweite Hälfte steht im Brief, der im Umschlag mit der Karte liegt. [Mehr über PIN und PUK](/aiuto/pin-e-puk)',
    ),
  ),
  question(
    'pin-smarrito',
    'Ich habe die PIN verloren, was soll ich tun?',
    text(
      'Öffne die App CieID, geh auf „Gestione carta“, dann auf „Sblocco carta“, und lege mit dem PUK eine neue PIN fest.',
    ),
  ),
  question(
    'pin-e-puk-smarriti',
    'Ich habe PIN und PUK vergessen, was soll ich tun?',
    list(
      'Persönlich: Geh mit einem gültigen Ausweis zum Meldeamt einer beliebigen Gemeinde. Du erhältst zwei Dokumente, mit PIN und PUK in zwei Hälften.',
      'Per E-Mail: Du oder eine bevollmächtigte Person holt die erste Hälfte ab, die zweite kommt per E-Mail.',
      'Mit der App CieID: Du stellst den PUK nach 48 Stunden wieder her und legst dann eine neue PIN fest. [PUK wiederherstellen](/aiuto/recupero-puk)',
    ),
  ),
  question(
    'password-dimenticata',
    'Ich habe das Passwort meiner CIE vergessen, was kann ich tun?',
    text(
      'Du kannst ein neues Passwort festlegen. Du brauchst die Steuernummer oder die Seriennummer der Karte und das Handy oder die E-Mail-Adresse, die du bestätigt hast.',
    ),
    button('Neues Passwort festlegen', '/recupera-password'),
  ),
  question(
    'da-sms-a-app',
    'Ich möchte den Code in der App statt per SMS erhalten (oder umgekehrt), wie geht das?',
    text(
      'In der App wählst du es nur beim Einrichten. Später änderst du es am Computer in deinem persönlichen Bereich. In dieser Umgebung gibt es ihn noch nicht.',
    ),
  ),
  question(
    'minorenni',
    'Kann ich die CIE für meine minderjährigen Kinder aktivieren?',
    list(
      '0-5 Jahre: Die digitale Identität kann nicht verwendet und es können keine Zugangsdaten beantragt werden.',
      '5-18 Jahre: Zugangsdaten der Stufen 1 und 2 können mit dem PUK aktiviert werden, für die Dienste der Schulen. Die Karte selbst kann nicht verwendet werden.',
    ),
    text('[Alles über Minderjährige](/aiuto/minori)'),
  ),
  question(
    'un-numero-piu-carte',
    'Kann eine Telefonnummer für mehrere Karten gelten (z. B. für ältere Eltern)?',
    text(
      'Nein, jede digitale Identität einer CIE braucht eine eigene Telefonnummer. Es gibt aber eine praktische Lösung. [Einem älteren Elternteil helfen](/aiuto/famiglia)',
    ),
  ),
  question(
    'puk-sbagliato',
    'Was passiert, wenn ich den PUK zu oft falsch eingebe?',
    text(
      'Beim zehnten falschen PUK wird die Karte als Schlüssel zu Onlinediensten für immer gesperrt. Als Ausweis kannst du sie weiter verwenden. Um wieder in die Dienste zu kommen, musst du bei der Gemeinde eine neue Karte beantragen.',
    ),
  ),
  notice(
    'info',
    'Keine Antwort gefunden?',
    'Sieh auch die [nützlichen Informationen](/info-utili) an oder ruf uns an.',
  ),
];

/** The help desk (INF-01) and the eight questions of the guide (INF-02). */
export const assistance: Article = {
  path: '/assistenza',
  section: 'assistance',
  texts: {
    it: {
      title: 'Assistenza',
      summary: 'Le risposte alle domande più frequenti, e il numero da chiamare.',
      body: italian,
    },
    en: { title: 'Help', summary: 'Answers to frequent questions, and the number to call.', body: english },
    de: { title: 'Hilfe', summary: 'Antworten auf häufige Fragen und die Nummer zum Anrufen.', body: german },
  },
};
