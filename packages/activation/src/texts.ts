import { catalogue } from '@tessera/base';

/**
 * What an activation writes to phones and mailboxes, in the citizen's language. Pages have their own texts.
 *
 * What goes by SMS keeps to 160 characters of the GSM alphabet: straight quotes, no dashes.
 */
export const messageTexts = catalogue({
  it: {
    forActivation: 'per attivare le credenziali',
    forEmail: 'per verificare il tuo indirizzo e-mail',
    closedSms:
      'CIE: attivazione con le cifre del PUK chiusa dopo 5 risposte sbagliate. Per riaprirla rivolgiti al tuo Comune. Se non sei stato tu, avvisalo.',
    closedSubject: 'Attivazione delle credenziali CIE chiusa',
    closedText:
      'Per 5 volte sono state inserite cifre sbagliate del codice PUK della tua carta. Per sicurezza abbiamo chiuso l’attivazione delle credenziali CIE con le cifre del PUK.\n\nLa carta e le credenziali già attive continuano a funzionare. Per riaprire l’attivazione rivolgiti al tuo Comune.\n\nSe non sei stato tu, avvisa il Comune: qualcuno conosce il tuo codice fiscale e il numero della tua carta.',
  },
  en: {
    forActivation: 'to activate your credentials',
    forEmail: 'to verify your e-mail address',
    closedSms:
      'CIE: activation by PUK digits is closed after 5 wrong answers. Your municipality can open it again. If it was not you, tell your municipality.',
    closedSubject: 'Activation of your CIE credentials is closed',
    closedText:
      'Wrong digits of your card’s PUK code were entered 5 times. For safety we have closed the activation of CIE credentials by PUK digits.\n\nYour card, and credentials that are already active, go on working. Your municipality can open the activation again.\n\nIf it was not you, tell your municipality: somebody knows your tax code and the number of your card.',
  },
  de: {
    forActivation: 'zum Aktivieren deiner Zugangsdaten',
    forEmail: 'zum Bestätigen deiner E-Mail-Adresse',
    closedSms:
      'CIE: Aktivierung mit PUK-Ziffern nach 5 falschen Antworten gesperrt. Deine Gemeinde kann sie freigeben. Wenn du es nicht warst, melde es dort.',
    closedSubject: 'Aktivieren der CIE-Zugangsdaten gesperrt',
    closedText:
      'Fünfmal wurden falsche Ziffern des PUK-Codes deiner Karte eingegeben. Zur Sicherheit haben wir das Aktivieren der CIE-Zugangsdaten mit PUK-Ziffern gesperrt.\n\nDeine Karte und bereits aktive Zugangsdaten funktionieren weiter. Deine Gemeinde kann das Aktivieren wieder freigeben.\n\nWenn du es nicht warst, verständige deine Gemeinde: Jemand kennt deine Steuernummer und die Nummer deiner Karte.',
  },
});
