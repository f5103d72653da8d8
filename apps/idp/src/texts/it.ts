export const it = {
  siteName: 'Entra con CIE',
  requestTitle: "RICHIESTA D'ACCESSO CIE LIVELLO {level}",
  procedure: 'Entra con CIE',
  cancel: 'Annulla',
  proceed: 'Procedi',
  backToService: 'Torna al servizio',
  timeLimit: 'Per completare l’accesso hai tempo fino alle {time}.',
  timeNearEnd: 'Rimangono meno di 2 minuti per completare l’accesso.',

  credentialsHeading: 'Entra con le tue credenziali CIE',
  username: 'Numero CIE o Codice fiscale o Email',
  password: 'Password',
  forgotten: 'Hai dimenticato la password? Richiedine una nuova.',
  notActive: 'Non hai ancora attivato le credenziali CIE? Attivale ora',
  usernameMissing: 'Inserisci il numero della CIE, il codice fiscale o l’e-mail',
  wrongCredentials:
    'I dati inseriti non sono corretti. Controlla il numero della CIE, il codice fiscale o l’e-mail e la password, poi riprova.',
  waitTitle: 'Troppi tentativi',
  waitText: 'Per proteggere le credenziali, aspetta fino alle {time} e poi riprova.',
  waitRecover: 'Se non ricordi la password, richiedine una nuova: non devi aspettare.',

  codeHeading: 'Inserimento codice temporaneo OTP',
  codeSent: 'Abbiamo inviato un SMS con un codice di 6 cifre al tuo numero di cellulare terminante con {ending}.',
  codeLabel: 'Codice di verifica OTP',
  codeHint: 'Sono 6 cifre. Vale solo per questo accesso a {service}.',
  codeValidity: 'Validità codice',
  codeMissing: 'Inserisci le 6 cifre del codice che hai ricevuto via SMS',
  codeWrong:
    '{left, plural, =0 {Il codice non è corretto e non puoi più riprovare con questo. Chiedi un nuovo codice.} one {Il codice non è corretto. Puoi riprovare ancora # volta.} other {Il codice non è corretto. Puoi riprovare ancora # volte.}}',
  codeExpired: 'Il codice non vale più: è scaduto o è già stato usato. Chiedi un nuovo codice.',
  codeExhausted: 'Hai inserito troppi codici sbagliati: questo non vale più. Chiedi un nuovo codice.',
  codeTooMany: 'Hai inserito troppi codici sbagliati. Per sicurezza potrai riprovare dal {time}.',
  noCodeYet:
    'Un SMS è già partito da poco verso il tuo numero terminante con {ending}. Se il codice è di un altro accesso, qui non vale: potrai chiederne uno nuovo dalle {time}.',
  tooManySms:
    'Sono partiti troppi SMS verso il tuo numero terminante con {ending}. Potrai chiederne un altro dalle {time}.',
  notReceived: 'Non hai ricevuto l’SMS?',
  resend: 'Invia SMS di nuovo',
  goOnAtLevel1: 'Continua con il livello 1, senza codice',
  goOnAtLevel1Text: 'Questo servizio accetta anche il livello 1. Alcune funzioni potrebbero non essere disponibili.',

  consentTitle: 'Richiesta di accesso CIE Livello {level}',
  consentHeading: "Autorizzi l'invio dei dati?",
  consentText: 'I seguenti dati stanno per essere inviati a:',
  consentNothing:
    'A {service} non viene inviato nessun dato personale: riceve solo un codice che ti riconosce in questo servizio.',
  givenName: 'Nome',
  familyName: 'Cognome',
  birthDate: 'Data di Nascita',
  fiscalCode: 'Codice Fiscale',
  dateBoth: '{iso} ({words})',
  levelUsed1: 'Livello usato: 1 (password)',
  levelUsed2: 'Livello usato: 2 (password e codice via SMS)',
  levelUsed3: 'Livello usato: 3 (carta e PIN)',
  levelUsedSession: 'Livello usato: 1 (hai già fatto l’accesso in questo browser)',
  signedOnTitle: 'Hai già fatto l’accesso',
  signedOnText: 'In questo browser hai già fatto l’accesso con CIE da poco: non serve ripeterlo.',
  notYou: 'Non sei tu? Entra con altre credenziali',
  offlineAccess: 'Permetti a {service} di rileggere questi dati anche quando non sei collegato',
  offlineAccessHint:
    'Il permesso dura al massimo 30 giorni dall’ultima volta che il servizio lo usa. Puoi toglierlo quando vuoi: {address}',
  agree: 'Prosegui',

  levelTitle: 'Questo servizio chiede il livello 3',
  levelText:
    'Il livello 3 richiede la lettura della Carta di Identità Elettronica con il PIN. Qui la lettura della carta non è ancora disponibile, perciò non puoi entrare in {service} con il livello 3.',
  levelWhat:
    'Che cosa puoi fare: torna al servizio e scegli un altro modo per entrare, oppure rivolgiti al suo ufficio.',
  phoneTitle: 'Il tuo numero di cellulare va verificato',
  phoneText:
    'Il numero registrato è cambiato e non è ancora stato verificato: per sicurezza non possiamo inviarti il codice. Rivolgiti al tuo Comune.',

  minorTitle: 'Non puoi ancora entrare in questo servizio',
  minorText:
    'Attualmente i minorenni di età compresa tra 5 e 18 anni possono accedere esclusivamente agli istituti scolastici di ogni ordine e grado, comprese le scuole ed accademie militari.',
  minorChildText: 'Fino al compimento dei 5 anni non è consentito alcun accesso.',
  minorUntil: 'Potrai entrare in {service} dal {date}.',
  nothingSent: 'Nessun dato è stato inviato al servizio.',

  timedOutTitle: 'Il tempo per l’accesso è scaduto',
  timedOutText:
    'Per sicurezza un accesso va completato in 10 minuti. Torna al servizio e ricomincia: bastano pochi passi.',

  answeredTitle: 'Questo accesso è già concluso',
  answeredText:
    'Hai già completato o annullato questo accesso. Se la pagina del servizio non si è aperta, torna al servizio e ricomincia.',

  otherBrowserTitle: 'Accesso iniziato in un altro browser',
  otherBrowserText: 'Questo accesso si può completare solo nel browser in cui è cominciato. Qui non è cambiato nulla.',
  otherBrowserWhat:
    'Se vuoi entrare da qui, apri il servizio in questo browser e scegli «Entra con CIE». Controlla anche che il browser accetti i cookie di questo sito.',
  otherBrowserWarning:
    'Se qualcuno ti ha mandato questo indirizzo, non continuare: potrebbe volere entrare al tuo posto.',

  sendOnTitle: 'Torni al servizio',
  sendOnText: 'Se la pagina del servizio non si apre da sola, premi il pulsante.',
  sendOn: 'Continua',

  homeTitle: 'Entra con CIE',
  homeText:
    'Da qui passano gli accessi con la Carta di Identità Elettronica. Per entrare in un servizio apri il suo sito e scegli «Entra con CIE».',
  homeAccesses: 'I servizi che possono rileggere i tuoi dati',

  accessesTitle: 'I tuoi permessi',
  accessesLead:
    'Questi servizi possono rileggere i tuoi dati anche quando non sei collegato. Puoi togliere il permesso quando vuoi: i tuoi accessi non cambiano.',
  accessesNone: 'Nessun servizio ha il permesso di rileggere i tuoi dati.',
  accessSince: 'Permesso dato il {day}',
  accessUntil: 'Vale al più fino al {day}',
  accessEnd: 'Togli il permesso',
  signOff: 'Esci',
} as const;
