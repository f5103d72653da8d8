import { catalogue } from '@tessera/base';

export const texts = catalogue({
  it: {
    procedure: 'Entra con CIE',
    title: 'Il servizio ha inviato una richiesta non valida',
    text: 'Non possiamo farti entrare perché la richiesta del servizio contiene un errore. Non dipende da te e nessun dato è stato inviato.',
    what: 'Torna al servizio e riprova. Se succede di nuovo, segnalalo a chi gestisce il servizio.',
    developers: 'Per chi sviluppa il servizio',
    error: 'Errore',
    rule: 'Regola non rispettata',
  },
  en: {
    procedure: 'Entra con CIE',
    title: 'The service sent a request that is not valid',
    text: 'We cannot let you in because the service’s request has a mistake in it. It is not your fault, and no data was sent.',
    what: 'Go back to the service and try again. If it happens again, tell those who run the service.',
    developers: 'For the developers of the service',
    error: 'Error',
    rule: 'Broken rule',
  },
  de: {
    procedure: 'Entra con CIE',
    title: 'Der Dienst hat eine ungültige Anfrage geschickt',
    text: 'Du kannst nicht eintreten, weil die Anfrage des Dienstes einen Fehler enthält. Es liegt nicht an dir, und es wurden keine Daten gesendet.',
    what: 'Geh zum Dienst zurück und versuche es noch einmal. Wenn es wieder passiert, melde es den Betreibern des Dienstes.',
    developers: 'Für die Entwickler des Dienstes',
    error: 'Fehler',
    rule: 'Verletzte Regel',
  },
});
