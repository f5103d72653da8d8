import { catalogue } from '@tessera/base';

/** What stands on the two sheets. The names PIN and PUK are the same in every language. */
export const texts = catalogue({
  it: {
    desk: 'Ufficio Anagrafe, Comune di {municipality}',
    serial: 'Numero di serie',
    'first-half': '{code}: prime 4 cifre',
    'second-half': '{code}: ultime 4 cifre',
    receiptTitle: 'Ricevuta della richiesta della Carta di Identità Elettronica',
    requested: 'Hai chiesto la Carta di Identità Elettronica (CIE) il {date} al Comune di {municipality}.',
    receiptHalves:
      'Questo foglio contiene le prime 4 cifre dei codici PIN e PUK. Le ultime 4 arrivano con la carta, in una lettera a parte.',
    activate:
      'Con il numero di serie e le prime 4 cifre del PUK puoi attivare le credenziali di livello 1 e 2 anche prima di ricevere la carta.',
    minors:
      'Fino al compimento dei 5 anni non è consentito alcun accesso. Tra 5 e 18 anni si accede solo agli istituti scolastici.',
    letterTitle: 'La tua Carta di Identità Elettronica',
    enclosed: 'Insieme a questa lettera ricevi la Carta di Identità Elettronica (CIE) con numero di serie {serial}.',
    letterHalves:
      'Questo foglio contiene le ultime 4 cifre dei codici PIN e PUK. Le prime 4 sono sulla ricevuta consegnata allo sportello: un codice intero è fatto delle prime e poi delle ultime.',
    pin: 'Il PIN serve per accedere con la carta. Dopo 3 tentativi errati si blocca.',
    puk: 'Il PUK sblocca il PIN. Dopo 10 tentativi errati la carta resta valida solo come documento di identità.',
    withheld:
      'In questo Comune le ultime 4 cifre dei codici PIN e PUK dei minorenni si ritirano presso lo sportello che ha emesso la carta.',
    apart: 'Conserva i due fogli in luoghi diversi. Nessuno ti chiederà mai questi codici per telefono, SMS o e-mail.',
  },
  en: {
    desk: 'Registry office, Municipality of {municipality}',
    serial: 'Serial number',
    'first-half': '{code}: first 4 digits',
    'second-half': '{code}: last 4 digits',
    receiptTitle: 'Receipt for your request of an electronic identity card',
    requested: 'You asked for an electronic identity card (CIE) on {date} at the Municipality of {municipality}.',
    receiptHalves:
      'This sheet holds the first 4 digits of the PIN and of the PUK. The last 4 come with the card, in a separate letter.',
    activate:
      'With the serial number and the first 4 digits of the PUK you can activate your level 1 and 2 credentials even before the card arrives.',
    minors:
      'No access is allowed until the fifth birthday. Between 5 and 18 years of age only schools can be accessed.',
    letterTitle: 'Your electronic identity card',
    enclosed: 'With this letter you receive the electronic identity card (CIE) with serial number {serial}.',
    letterHalves:
      'This sheet holds the last 4 digits of the PIN and of the PUK. The first 4 are on the receipt handed over at the desk: a whole code is the first digits and then the last.',
    pin: 'The PIN is for signing in with the card. After 3 wrong tries it is blocked.',
    puk: 'The PUK unblocks the PIN. After 10 wrong tries the card remains valid as an identity document only.',
    withheld:
      'In this municipality the last 4 digits of the PIN and of the PUK of minors are handed over at the desk that issued the card.',
    apart: 'Keep the two sheets in different places. Nobody will ever ask you for these codes by phone, SMS or e-mail.',
  },
  de: {
    desk: 'Meldeamt, Gemeinde {municipality}',
    serial: 'Seriennummer',
    'first-half': '{code}: die ersten 4 Ziffern',
    'second-half': '{code}: die letzten 4 Ziffern',
    receiptTitle: 'Beleg zum Antrag auf eine elektronische Identitätskarte',
    requested: 'Sie haben am {date} in der Gemeinde {municipality} eine elektronische Identitätskarte (CIE) beantragt.',
    receiptHalves:
      'Dieses Blatt enthält die ersten 4 Ziffern der Codes PIN und PUK. Die letzten 4 kommen mit der Karte, in einem eigenen Brief.',
    activate:
      'Mit der Seriennummer und den ersten 4 Ziffern des PUK können Sie die Zugangsdaten der Stufen 1 und 2 aktivieren, noch bevor die Karte eintrifft.',
    minors: 'Vor dem fünften Geburtstag ist kein Zugang erlaubt. Zwischen 5 und 18 Jahren sind nur Schulen zugänglich.',
    letterTitle: 'Ihre elektronische Identitätskarte',
    enclosed: 'Mit diesem Brief erhalten Sie die elektronische Identitätskarte (CIE) mit der Seriennummer {serial}.',
    letterHalves:
      'Dieses Blatt enthält die letzten 4 Ziffern der Codes PIN und PUK. Die ersten 4 stehen auf dem Beleg vom Schalter: Ein ganzer Code besteht aus den ersten und dann den letzten Ziffern.',
    pin: 'Mit der PIN melden Sie sich mit der Karte an. Nach 3 falschen Versuchen wird sie gesperrt.',
    puk: 'Der PUK entsperrt die PIN. Nach 10 falschen Versuchen gilt die Karte nur noch als Ausweis.',
    withheld:
      'In dieser Gemeinde werden die letzten 4 Ziffern der Codes PIN und PUK von Minderjährigen am Schalter übergeben, der die Karte ausgestellt hat.',
    apart:
      'Bewahren Sie die beiden Blätter an verschiedenen Orten auf. Niemand wird Sie je telefonisch, per SMS oder E-Mail nach diesen Codes fragen.',
  },
});
