import { describe, expect, it } from 'vitest';
import { openCvCertificate, readerAuthorization, readerReference } from './cv-certificate.ts';
import { certifyTerminal, terminalAuthority } from './terminal-authority.ts';
import { drawRsaKeyPair, nodePrimitives } from './testing/index.ts';

describe('terminal authority', () => {
  it('certifies a reader’s key as the card verifies it, and for no other authority', () => {
    const primitives = nodePrimitives();
    const [authority, terminal, other] = [drawRsaKeyPair(), drawRsaKeyPair(), drawRsaKeyPair()];
    const serial = Uint8Array.of(0x20, 0, 0, 0, 0, 0, 0, 1);
    const certificate = certifyTerminal(authority, { serial, publicKey: terminal.publicKey }, primitives);
    const shown = terminalAuthority(authority.publicKey);
    expect([shown.holderReference.length, shown.holderAuthorization.length]).toEqual([12, 7]);
    const body = openCvCertificate(certificate, shown.publicKey, primitives);
    expect(body?.publicKey.modulus).toEqual(terminal.publicKey.modulus);
    expect(body?.holderReference).toEqual(readerReference(serial));
    expect(body?.holderAuthorization).toEqual(readerAuthorization(shown));
    expect(openCvCertificate(certificate, other.publicKey, primitives)).toBeNull();
  });
});
