import { visitor } from '@tessera/web/testing';
import { atPage, type Door, type Fields, type Standing } from './door.ts';
import type { House } from './house.ts';

async function at(house: House, page: string, path: string, fields: Fields = {}): Promise<Standing> {
  const browser = visitor(house.apps.service);
  const { hidden } = await atPage(house, 'service', page, browser);
  return { browser, path, form: async () => ({ ...(await hidden()), ...fields }) };
}

const TO_PROVIDER = /^http:\/\/localhost:\d+\/oidc\/authorize\?/;

/** Every form of the service. */
export const SERVICE_DOORS: readonly Door[] = [
  {
    app: 'service',
    method: 'POST',
    url: '/accedi/cie',
    right: { status: 303, place: TO_PROVIDER },
    stand: (house) => at(house, '/accedi/identita-digitale', '/accedi/cie'),
  },
  {
    app: 'service',
    method: 'POST',
    url: '/sviluppatori/entra',
    right: { status: 303, place: TO_PROVIDER },
    free: ['fresh', 'offline'],
    stand: (house) => at(house, '/sviluppatori', '/sviluppatori/entra', { level: '2', fresh: 'on', offline: 'on' }),
  },
  {
    app: 'service',
    method: 'POST',
    url: '/esci',
    right: { status: 303, place: /^\/uscita$/ },
    stand: (house) => at(house, '/sviluppatori', '/esci'),
  },
];
