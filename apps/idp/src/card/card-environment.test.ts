import { describe, expect, it } from 'vitest';
import { cardSettings } from './card-environment.ts';

const whole = {
  TESSERA_CARD_AUTHORITIES: '/etc/tessera/authorities.pem',
  TESSERA_CARD_RESPONDER: 'https://pki.example.it/ocsp',
  TESSERA_CARD_DOOR: 'https://carta.idp.example.it',
  TESSERA_CARD_DOOR_PORT: '8443',
  TESSERA_CARD_DOOR_KEY: '/etc/tessera/door.key',
  TESSERA_CARD_DOOR_CERTIFICATE: '/etc/tessera/door.pem',
};

describe('cards in the environment', () => {
  it('are not read where nothing is said of them', () => {
    expect(cardSettings({})).toBeNull();
  });

  it('open the TLS door at TLS 1.2 unless 1.3 is asked for', () => {
    expect(cardSettings(whole)?.door).toMatchObject({ port: 8443, maxVersion: 'TLSv1.2' });
    expect(cardSettings({ ...whole, TESSERA_CARD_DOOR_MAX_TLS: '1.3' })?.door?.maxVersion).toBe('TLSv1.3');
    expect(() => cardSettings({ ...whole, TESSERA_CARD_DOOR_MAX_TLS: '1.0' })).toThrow('TESSERA_CARD_DOOR_MAX_TLS');
  });

  it.each(['_AUTHORITIES', '_RESPONDER', '_DOOR_PORT', '_DOOR_KEY', '_DOOR_CERTIFICATE'])(
    'stop the start where TESSERA_CARD%s is missing: nothing fails open',
    (name) => {
      expect(() => cardSettings({ ...whole, [`TESSERA_CARD${name}`]: undefined })).toThrow(`TESSERA_CARD${name}`);
    },
  );

  it('refuse a door without TLS, and a Software CIE that is not on the citizen’s own computer', () => {
    expect(() => cardSettings({ ...whole, TESSERA_CARD_DOOR: 'http://carta.idp.example.it' })).toThrow('https');
    for (const far of ['https://cie.example.it', 'http://192.168.0.4:80', 'http://localhost.evil.example:80']) {
      expect(() => cardSettings({ ...whole, TESSERA_SOFTWARE_CIE: far })).toThrow('loopback');
    }
    const near = { ...whole, TESSERA_CARD_DOOR: undefined, TESSERA_SOFTWARE_CIE: 'http://127.0.0.1:4490' };
    expect(cardSettings(near)).toMatchObject({ door: null, softwareCie: 'http://127.0.0.1:4490' });
  });
});
