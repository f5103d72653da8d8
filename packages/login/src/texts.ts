import { catalogue } from '@tessera/base';

/** What a sign-in code is for, as its message says after "… è il tuo codice CIE". */
export const texts = catalogue({
  it: { codePurpose: 'per accedere a {service}' },
  en: { codePurpose: 'to enter {service}' },
  de: { codePurpose: 'für den Zugang zu {service}' },
});
