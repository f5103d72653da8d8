/** The words by which people find things: in Italian those of the guides, and their translations. */
export interface Labels {
  readonly errorPrefix: string;
  readonly next: string;
  readonly cancel: string;
  readonly notARobot: string;
  readonly robotPassed: string;
  // The wizard.
  readonly activate: string;
  readonly activateButton: string;
  readonly startActivation: string;
  readonly chooseHow: string;
  readonly fiscalCode: string;
  readonly serial: string;
  readonly pukTitle: string;
  readonly digit: (position: number) => string;
  readonly phoneTitle: string;
  readonly code: string;
  readonly smsAgain: string;
  readonly emailTitle: string;
  readonly skip: string;
  readonly credentialsTitle: string;
  readonly choosePassword: string;
  readonly repeatPassword: string;
  readonly privacy: string;
  readonly almostThere: string;
  readonly chooseSms: string;
  readonly chooseApp: string;
  readonly activated: string;
  // The service.
  readonly enterArea: string;
  readonly access: string;
  readonly entraTitle: string;
  readonly arrived: string;
  readonly leave: string;
  readonly left: string;
  readonly notCompleted: string;
  readonly developers: string;
  readonly level: (level: 1 | 2 | 3) => string;
  readonly askFresh: string;
  readonly askOffline: string;
  // Entra con CIE.
  readonly requestTitle: (level: 1 | 2 | 3) => string;
  readonly username: string;
  readonly password: string;
  readonly proceed: string;
  readonly codeHeading: string;
  readonly consentTitle: (level: 1 | 2 | 3) => string;
  readonly agree: string;
  readonly backToService: string;
  readonly permitOffline: (service: string) => string;
}

const it: Labels = {
  errorPrefix: 'Errore:',
  next: 'Continua',
  cancel: 'Annulla',
  notARobot: 'Non sono un robot',
  robotPassed: 'Verifica riuscita',
  activate: 'Attiva',
  activateButton: 'Attiva',
  startActivation: 'ATTIVA',
  chooseHow: '1.1 Scegli come attivare le tue credenziali',
  fiscalCode: 'Codice Fiscale',
  serial: 'Numero di serie',
  pukTitle: '1.2 Inserisci codice PUK',
  digit: (position) => `${position}ª cifra`,
  phoneTitle: '2.1 Verifica Numero Cellulare',
  code: 'Codice di verifica OTP',
  smsAgain: 'Invia SMS di nuovo',
  emailTitle: '2.2 Verifica Indirizzo E-mail',
  skip: 'Salta questo passaggio',
  credentialsTitle: '2.3 Crea Credenziali',
  choosePassword: 'Scegli Password',
  repeatPassword: 'Conferma Password',
  privacy: "Ho preso visione dell'Informativa ai sensi degli artt. 13 e 14 del GDPR",
  almostThere: 'Ci sei quasi...',
  chooseSms: 'Scegli SMS',
  chooseApp: 'Scegli App CieID',
  activated: 'Credenziali attivate',
  enterArea: "Accedi all'area personale",
  access: 'Accedi',
  entraTitle: 'Accedi con la tua identità digitale',
  arrived: 'Autenticazione avvenuta. Si può ora accedere al servizio desiderato',
  leave: 'Esci',
  left: 'Sei uscito dall’area personale',
  notCompleted: 'L’accesso non è stato completato',
  developers: 'Sviluppatori',
  level: (level) => ['Livello 1 (basso)', 'Livello 2 (significativo)', 'Livello 3 (elevato)'][level - 1] ?? '',
  askFresh: 'Chiedi sempre di inserire le credenziali',
  askOffline: 'Chiedi di rileggere i dati più tardi',
  requestTitle: (level) => `RICHIESTA D'ACCESSO CIE LIVELLO ${level}`,
  username: 'Numero CIE o Codice fiscale o Email',
  password: 'Password',
  proceed: 'Procedi',
  codeHeading: 'Inserimento codice temporaneo OTP',
  consentTitle: (level) => `Richiesta di accesso CIE Livello ${level}`,
  agree: 'Prosegui',
  backToService: 'Torna al servizio',
  permitOffline: (service) => `Permetti a ${service} di rileggere questi dati anche quando non sei collegato`,
};

const en: Labels = {
  errorPrefix: 'Error:',
  next: 'Continue',
  cancel: 'Cancel',
  notARobot: 'I am not a robot',
  robotPassed: 'Check passed',
  activate: 'Activate',
  activateButton: 'Activate',
  startActivation: 'ACTIVATE',
  chooseHow: '1.1 Choose how to activate your credentials',
  fiscalCode: 'Tax code (codice fiscale)',
  serial: 'Serial number',
  pukTitle: '1.2 Enter the PUK code',
  digit: (position) => `${['1st', '2nd', '3rd', '4th'][position - 1]} digit`,
  phoneTitle: '2.1 Verify your mobile number',
  code: 'OTP verification code',
  smsAgain: 'Send it again',
  emailTitle: '2.2 Verify your e-mail address',
  skip: 'Skip this step',
  credentialsTitle: '2.3 Create your credentials',
  choosePassword: 'Choose a password',
  repeatPassword: 'Confirm the password',
  privacy: 'I have read the notice under articles 13 and 14 of the GDPR',
  almostThere: 'Almost there...',
  chooseSms: 'Choose SMS',
  chooseApp: 'Choose the CieID app',
  activated: 'Credentials activated',
  enterArea: 'Enter your personal area',
  access: 'Sign in',
  entraTitle: 'Sign in with your digital identity',
  arrived: 'You are signed in. You can now use the service you want',
  leave: 'Sign out',
  left: 'You have left your personal area',
  notCompleted: 'The sign-in was not completed',
  developers: 'Developers',
  level: (level) => ['Level 1 (low)', 'Level 2 (substantial)', 'Level 3 (high)'][level - 1] ?? '',
  askFresh: 'Always ask for the credentials',
  askOffline: 'Ask to read the data again later',
  requestTitle: (level) => `CIE ACCESS REQUEST, LEVEL ${level}`,
  username: 'CIE number, tax code (codice fiscale) or e-mail',
  password: 'Password',
  proceed: 'Proceed',
  codeHeading: 'Enter the one-time code (OTP)',
  consentTitle: (level) => `CIE access request, level ${level}`,
  agree: 'Continue',
  backToService: 'Back to the service',
  permitOffline: (service) => `Allow ${service} to read these data again also when you are not connected`,
};

const de: Labels = {
  errorPrefix: 'Fehler:',
  next: 'Weiter',
  cancel: 'Abbrechen',
  notARobot: 'Ich bin kein Roboter',
  robotPassed: 'Überprüfung bestanden',
  activate: 'Aktivieren',
  activateButton: 'Aktivieren',
  startActivation: 'AKTIVIEREN',
  chooseHow: '1.1 Wähle, wie du deine Zugangsdaten aktivierst',
  fiscalCode: 'Steuernummer (codice fiscale)',
  serial: 'Seriennummer',
  pukTitle: '1.2 PUK-Code eingeben',
  digit: (position) => `${position}. Ziffer`,
  phoneTitle: '2.1 Handynummer bestätigen',
  code: 'OTP-Code',
  smsAgain: 'SMS noch einmal senden',
  emailTitle: '2.2 E-Mail-Adresse bestätigen',
  skip: 'Diesen Schritt überspringen',
  credentialsTitle: '2.3 Zugangsdaten erstellen',
  choosePassword: 'Wähle ein Passwort',
  repeatPassword: 'Bestätige das Passwort',
  privacy: 'Ich habe die Information nach Art. 13 und 14 DSGVO',
  almostThere: 'Fast geschafft...',
  chooseSms: 'SMS wählen',
  chooseApp: 'App CieID wählen',
  activated: 'Zugangsdaten aktiviert',
  enterArea: 'Zum persönlichen Bereich',
  access: 'Anmelden',
  entraTitle: 'Melde dich mit deiner digitalen Identität an',
  arrived: 'Du bist angemeldet. Du kannst jetzt den gewünschten Dienst nutzen',
  leave: 'Abmelden',
  left: 'Du hast den persönlichen Bereich verlassen',
  notCompleted: 'Die Anmeldung wurde nicht abgeschlossen',
  developers: 'Entwickler',
  level: (level) => ['Stufe 1 (niedrig)', 'Stufe 2 (substanziell)', 'Stufe 3 (hoch)'][level - 1] ?? '',
  askFresh: 'Immer nach den Zugangsdaten fragen',
  askOffline: 'Darum bitten, die Daten später noch einmal zu lesen',
  requestTitle: (level) => `CIE-ZUGANGSANFRAGE, STUFE ${level}`,
  username: 'CIE-Nummer, Steuernummer (codice fiscale) oder E-Mail',
  password: 'Passwort',
  proceed: 'Weiter',
  codeHeading: 'Einmalcode (OTP) eingeben',
  consentTitle: (level) => `CIE-Zugangsanfrage, Stufe ${level}`,
  agree: 'Fortfahren',
  backToService: 'Zurück zum Dienst',
  permitOffline: (service) => `Erlaube ${service}, diese Daten auch dann wieder zu lesen, wenn du nicht verbunden bist`,
};

export const labels: Readonly<Record<'it' | 'en' | 'de', Labels>> = { it, en, de };
