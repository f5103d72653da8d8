export const it = {
  or: 'oppure',
  cardHeading: 'Entra con lettura carta',
  cardText:
    "Puoi entrare con la lettura della Carta (livello 3) da uno smartphone NFC con l'App CieID registrando la tua carta o da PC con il software CIE ed un lettore di smart card.",
  learnMore: 'Scopri di più.',
  readCard: 'Entra con lettura carta',

  chooseWay: 'Seleziona la modalità di autenticazione',
  smartphone: 'Prosegui con smartphone',
  smartphoneText:
    "Per autenticarti tramite uno smartphone con Android 6.0 o superiore, o iOS 13 o superiore, dotati di tecnologia NFC, munisciti della nuova Carta d'identità elettronica e assicurati di avere l'applicazione CieID installata e configurata correttamente.",
  smartphoneNotYet: 'Questa modalità qui non è ancora disponibile.',
  computer: 'Prosegui con computer',
  computerText:
    "Per autenticarti con un lettore di smartcard contactless utilizzando un computer con Windows, Mac o Linux, dotati della nuova Carta d'identità elettronica. Assicurati inoltre di avere il software CieID installato e configurato correttamente e di appoggiare la carta sul lettore prima di cliccare sul pulsante prosegui.",
  backToLevel: 'Torna a Livello {level}',
  otherWay: 'Scegli un’altra modalità',

  computerHeading: 'Entra con la carta e il computer',
  computerLead: 'Appoggia la carta sul lettore. Ti verrà chiesto il PIN della carta, che resta sul tuo computer.',
  softwareCieHeading: 'Con Software CIE',
  softwareCieText:
    'Software CIE legge la carta e ti mostra quale servizio chiede l’accesso prima di chiederti il PIN. Deve essere avviato su questo computer.',
  softwareCieGo: 'Apri Software CIE',
  softwareCieHelp: 'Non hai Software CIE? Come installarlo',
  doorHeading: 'Con il certificato della carta nel browser',
  doorText:
    'Se hai già collegato la carta a questo browser, il browser ti chiede quale certificato usare e poi il PIN.',
  doorGo: 'Usa il certificato della carta',

  statusCheck: 'Controlla lettore e carta',
  statusReady: 'Software CIE è avviato e la carta è sul lettore.',
  statusNoCard: 'Software CIE è avviato e il lettore è collegato. Appoggia la carta sul lettore.',
  statusNoReader: 'Software CIE è avviato ma non vede nessun lettore. Collega il lettore a questo computer.',
  statusAbsent: 'Software CIE non risponde. Avvialo su questo computer, oppure usa un’altra modalità.',

  handOverTitle: 'Passi a Software CIE',
  handOverText:
    'L’accesso continua in Software CIE, su questo computer. Se la pagina non si apre da sola, premi il pulsante. Se non succede nulla, controlla che Software CIE sia avviato e torna indietro.',
  handOver: 'Continua',
  handOverBack: 'Torna indietro',

  'no-certificateTitle': 'Il browser non ha presentato la carta',
  'no-certificateText':
    'Controlla che la carta sia sul lettore, chiudi tutte le finestre del browser, riaprilo e ricomincia dal servizio. Se non hai mai collegato la carta a questo browser, usa un’altra modalità. Una carta scaduta il browser non la propone.',
  'not-recognisedTitle': 'La carta non è stata riconosciuta',
  'not-recognisedText':
    'Non è stato possibile verificare che sia una Carta di Identità Elettronica valida per l’accesso. Controlla di aver scelto il certificato della tua carta e riprova.',
  'status-unknownTitle': 'Ora non possiamo controllare la carta',
  'status-unknownText':
    'Il servizio che dice se una carta è ancora valida non risponde. Per sicurezza con la carta non si entra: riprova tra qualche minuto o usa un’altra modalità.',

  'card-expiredTitle': 'La tua carta è scaduta',
  'card-expiredText':
    'Con una carta scaduta non si entra. Chiedi una nuova Carta di Identità Elettronica al tuo Comune.',
  'card-revokedTitle': 'La tua carta non è più valida',
  'card-revokedText':
    'Questa carta è stata revocata, per esempio dopo una denuncia di furto o di smarrimento, o perché ne hai una nuova. Se hai la nuova carta, usa quella; altrimenti rivolgiti al tuo Comune.',
  'card-of-minorTitle': 'Con la carta si entra da 18 anni',
  'card-of-minorText':
    'I minorenni non possono usare la Carta di Identità Elettronica per entrare. Da 5 a 18 anni si entra nei servizi delle scuole con le credenziali di livello 1 e 2.',

  doorOverTitle: 'Questo passaggio non vale più',
  doorOverText:
    'Un passaggio con la carta vale due minuti e una volta sola. Torna alla pagina di accesso e scegli di nuovo come proseguire: qui non è cambiato nulla.',
} as const;
