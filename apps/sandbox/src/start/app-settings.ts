import type { AppSettings } from '@tessera/web';

/** A fictional authority: nobody shall take this for a government site (`ux.md` 1). */
const AUTHORITY = 'Autorità per l’identità digitale di prova';
const HELP_DESK = {
  phone: '800 000 000',
  hours: {
    it: 'lunedì-venerdì, 8:00-18:00 (numero di prova)',
    en: 'Monday to Friday, 8:00-18:00 (not a real number)',
    de: 'Montag bis Freitag, 8:00-18:00 (keine echte Nummer)',
  },
};

/** What an app of the sandbox is told: where it and the others stand, and that everything is invented. */
export const appSettings = (name: string, addresses: Readonly<Record<string, string>>): AppSettings =>
  Object.freeze({
    origin: addresses[name] ?? '',
    addresses,
    authorityName: AUTHORITY,
    helpDesk: HELP_DESK,
    sandbox: true,
  });
