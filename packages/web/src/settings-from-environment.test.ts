import { describe, expect, it } from 'vitest';
import { settingsFromEnvironment } from './settings-from-environment.ts';

const environment = {
  TESSERA_ORIGIN: 'https://portal.example.it',
  TESSERA_ADDRESSES: '{"idp":"https://idp.example.it"}',
  TESSERA_AUTHORITY_NAME: 'Autorità di Esempio',
  TESSERA_HELP_DESK_PHONE: '800 000 000',
  TESSERA_HELP_DESK_HOURS:
    '{"it":"lunedì-venerdì, 9-18","en":"Monday to Friday, 9-18","de":"Montag bis Freitag, 9-18"}',
};

describe('settings of production', () => {
  it('are read once and frozen', () => {
    const settings = settingsFromEnvironment(environment);
    expect(settings).toMatchObject({
      origin: 'https://portal.example.it',
      addresses: { idp: 'https://idp.example.it' },
      sandbox: false,
    });
    expect(Object.isFrozen(settings)).toBe(true);
  });

  it('refuse plain http, also for the other apps', () => {
    for (const origin of [
      'http://localhost:4001',
      'https://portal.example.it/',
      'https://user@portal.example.it',
      'portal.example.it',
      '',
    ]) {
      expect(() => settingsFromEnvironment({ ...environment, TESSERA_ORIGIN: origin }), origin).toThrow(
        /TESSERA_ORIGIN/,
      );
    }
    expect(() =>
      settingsFromEnvironment({ ...environment, TESSERA_ADDRESSES: '{"idp":"http://localhost:4002"}' }),
    ).toThrow(/TESSERA_ADDRESSES/);
  });

  it('name everything that is missing at once', () => {
    expect(() => settingsFromEnvironment({})).toThrow(
      /TESSERA_ORIGIN[\s\S]*TESSERA_AUTHORITY_NAME[\s\S]*TESSERA_HELP_DESK_PHONE/,
    );
    expect(() => settingsFromEnvironment({ ...environment, TESSERA_ADDRESSES: '{' })).toThrow(/must be JSON/);
  });

  // It used to be one Italian sentence, also on English and German pages.
  it('want the help desk’s hours in each language', () => {
    const { helpDesk } = settingsFromEnvironment(environment);
    expect(helpDesk.hours).toEqual({
      it: 'lunedì-venerdì, 9-18',
      en: 'Monday to Friday, 9-18',
      de: 'Montag bis Freitag, 9-18',
    });
    for (const hours of ['9-18', '{"it":"9-18"}', '{"it":"9-18","en":"","de":"9-18"}']) {
      expect(() => settingsFromEnvironment({ ...environment, TESSERA_HELP_DESK_HOURS: hours }), hours).toThrow(
        /TESSERA_HELP_DESK_HOURS/,
      );
    }
  });

  it('cannot ask for the sandbox', () => {
    expect(settingsFromEnvironment({ ...environment, TESSERA_SANDBOX: '1' }).sandbox).toBe(false);
  });
});
