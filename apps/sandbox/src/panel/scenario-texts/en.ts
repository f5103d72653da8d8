import type { it } from './it.ts';

export const en: Readonly<Record<keyof typeof it, string>> = {
  'adult-ready': 'an adult with card and codes: the credentials are still to be activated',
  'adult-requested':
    'an adult who has just asked for the card: only the receipt with the first halves of the codes has come',
  'active-sms': 'an adult whose credentials are active: level 2 sends an SMS',
  'no-phone': 'an adult who gave the municipality no mobile number',
  'no-email': 'an adult who gave the municipality no e-mail address',
  'phone-in-use': 'an adult whose mobile number belongs to an active identity already',
  'minor-4': 'a child of 4: enters no service',
  'minor-12': 'a child of 12: enters schools only',
  'active-minor-12': 'a child of 12 whose credentials are active: enters schools only',
  'almost-18': 'turns 18 the day after: until midnight schools only',
  'just-18': 'has just turned 18: no limits any more',
  'card-expired': 'an adult whose card has expired',
  'card-revoked': 'an adult whose card was revoked',
  'active-card-revoked': 'an adult with active credentials whose card was revoked afterwards',
  'active-card': 'an adult with active credentials and a card that works: level 3 is one PIN away',
  'pin-blocked': 'an adult who typed three wrong PINs: only the PUK helps',
  'puk-one-left': 'an adult whose PIN is blocked and whose PUK has one try left: a wrong one closes the card for good',
};
