import { migrations as activation } from '@tessera/activation';
import { migrations as credentials } from '@tessera/credentials';
import { migrations as issuance } from '@tessera/issuance';
import { migrations as pki } from '@tessera/pki';
import { migrations as registry } from '@tessera/registry';
import { type AppSettings, migrations as web } from '@tessera/web';

/** What the portal stands on, in the order in which it refers to itself. */
export const PORTAL_MIGRATIONS = [registry, credentials, pki, issuance, activation, web].flat();

export const portalSettings: AppSettings = {
  origin: 'http://localhost',
  addresses: { portal: 'http://localhost' },
  authorityName: 'Autorità per l’Identità di Esempio',
  helpDesk: {
    phone: '800 000 000',
    hours: {
      it: 'dal lunedì al venerdì, 9:00-18:00',
      en: 'Monday to Friday, 9:00-18:00',
      de: 'Montag bis Freitag, 9:00-18:00',
    },
  },
  sandbox: true,
};
