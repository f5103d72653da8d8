import type { it } from './it.ts';

export const de: Readonly<Record<keyof typeof it, string>> = {
  'adult-ready': 'Erwachsene Person mit Karte und Codes: die Zugangsdaten sind noch zu aktivieren',
  'adult-requested':
    'Erwachsene Person, die die Karte gerade beantragt hat: nur die Quittung mit den ersten Hälften der Codes ist da',
  'active-sms': 'Erwachsene Person mit aktiven Zugangsdaten: Stufe 2 schickt eine SMS',
  'no-phone': 'Erwachsene Person, die der Gemeinde keine Mobilnummer gegeben hat',
  'no-email': 'Erwachsene Person, die der Gemeinde keine E-Mail-Adresse gegeben hat',
  'phone-in-use': 'Erwachsene Person, deren Mobilnummer schon zu einer aktiven Identität gehört',
  'minor-4': 'Kind von 4 Jahren: kommt in keinen Dienst',
  'minor-12': 'Kind von 12 Jahren: kommt nur in Dienste von Schulen',
  'active-minor-12': 'Kind von 12 Jahren mit aktiven Zugangsdaten: kommt nur in Dienste von Schulen',
  'almost-18': 'Wird am nächsten Tag 18: bis Mitternacht nur Dienste von Schulen',
  'just-18': 'Ist gerade 18 geworden: keine Grenzen mehr',
  'card-expired': 'Erwachsene Person mit abgelaufener Karte',
  'card-revoked': 'Erwachsene Person mit widerrufener Karte',
  'active-card-revoked': 'Erwachsene Person mit aktiven Zugangsdaten, deren Karte danach widerrufen wurde',
  'active-card':
    'Erwachsene Person mit aktiven Zugangsdaten und einer Karte, die funktioniert: für Stufe 3 fehlt nur die PIN',
  'pin-blocked': 'Erwachsene Person nach drei falschen PINs: nur der PUK hilft',
  'puk-one-left':
    'Erwachsene Person mit gesperrter PIN und nur einem Versuch des PUK: ein falscher schließt die Karte für immer',
};
