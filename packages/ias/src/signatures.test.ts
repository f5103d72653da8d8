import { createPublicKey, verify as verifySignature } from 'node:crypto';
import { base64url, concat, fromHex, hex, utf8 } from '@tessera/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clientSignatureBlock, isClientSignature, sha256DigestInfo } from './client-signature.ts';
import {
  type CardAuthority,
  decodeCvCertificate,
  encodeCvCertificate,
  issueCvCertificate,
  openCvCertificate,
  readerAuthorization,
  readerReference,
  referenceOf,
} from './cv-certificate.ts';
import { decodeRsaPublicKey, encodeRsaPublicKey } from './der-integers.ts';
import { type DeviceClaim, isDeviceProven, proveDevice } from './device-authentication.ts';
import { GROUP_2048_256 } from './key-agreement.ts';
import { recoveredMessage, recoveryBlock } from './message-recovery.ts';
import { type RsaPublicKey, rsaPublic } from './primitives.ts';
import { drawRsaKeyPair, nodePrimitives } from './testing/index.ts';

const primitives = nodePrimitives();
const pair = drawRsaKeyPair();
const other = drawRsaKeyPair();
const signer = { length: 256, sign: (block: Uint8Array) => primitives.rsaPrivate(pair.privateKey, block) };

describe('a signature with message recovery (ISO/IEC 9796-2)', () => {
  /** Made apart, by another program, with a key that was thrown away: 297 bytes 0, 1, … 250, 0, … */
  const message = Uint8Array.from({ length: 297 }, (_, i) => i % 251);
  const known: RsaPublicKey = {
    exponent: fromHex('010001'),
    modulus: fromHex(
      'aea93c1ac306ab80bd29e6046305c28008848ea18f1aef76ff2d5fd672eb66d161613580cd1c5da7c209d21c27073d4c3d381ed6593a2500' +
        '069bb353a55844a3a63078476a758c0cd60e7873378f276c6008411b55ad5e884484c60d9578ade984c852b698ec849371a06885d43daf6a' +
        'd8d9ff7f2533fbf73772e91cf59552ebd2369064e3df283b075a6a61a9bffa3420aa60035bb09ca0ad9e05f7c1a59a09ac9bf8a6879b215e' +
        'c864d8d30106310c548add2b4d99394c2e4a7a2827fe8216b16761d6a0f02f6475119a03a2c317312650d71d45393165aa7997b242894cc0' +
        'dcf7b6557bc7b79bf9f9b49c6312402bac7a49f05c72fd4cdb8a80f1f7db7039',
    ),
  };
  const signature = fromHex(
    'a191ddbe3a8a41839a5de8b26b733bb72204117eae70d5e096e62062a3587cb11d6a07b6706b0b0badeb201653d0b9309a6c383ca4e3d5bd' +
      'ffdede664655ffec45be1c5b1d343d24c60debda614db083395876a82c6551d55bcade4ef7fffbab6f5f9ea2945614f87f0d2b3e7b8aa561' +
      'add98a47a4baed1d39566badbda8d0c4e0c44bf6501ac7b36d4b62297f007b5123a0acacf1d1de78cfd837418046b73a086db69040164a70' +
      '9dfbea5fefdb6ec12f1f276bdbe1e0259822f7a2daa00bc51a98a9ada6afddfcf6a9b2801266ef9d2a2b8cb5108003847a48fc2efc978148' +
      '13aad7274ca2de1e94eddefe9f6ca3145225ef75bca407aec8adc532201e25df',
  );

  it('holds header 6A, 222 bytes of the message, SHA-256 and trailer BC', () => {
    const { block, remainder } = recoveryBlock(message, 256, primitives);
    expect(hex(block.subarray(0, 4))).toBe('6a000102');
    expect(hex(block.subarray(223))).toBe('d8c68dadd3a53f1b88748317b5d59d2dd32e3adcb617d25dfc917e9893ddb8c4bc');
    expect(remainder).toEqual(message.subarray(222));
  });

  it('gives back the message of a signature made elsewhere', () => {
    const block = rsaPublic(known, signature, primitives) ?? new Uint8Array();
    expect(recoveredMessage(block, message.subarray(222), primitives)).toEqual(message);
  });

  it('gives nothing back when any byte of block or remainder is another', () => {
    const { block, remainder } = recoveryBlock(message, 256, primitives);
    const whole = concat(block, remainder);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, difference) => {
        const changed = Uint8Array.from(whole);
        changed[at] = (changed[at] ?? 0) ^ difference;
        expect(recoveredMessage(changed.subarray(0, 256), changed.subarray(256), primitives)).toBeNull();
      }),
    );
    expect(recoveredMessage(fromHex('6abc'), message, primitives)).toBeNull();
    expect(rsaPublic(known, new Uint8Array(256).fill(0xff), primitives)).toBeNull();
  });
});

describe('a card verifiable certificate', () => {
  const authority: CardAuthority = {
    publicKey: pair.publicKey,
    holderReference: fromHex('000000004954544553534501'),
    holderAuthorization: fromHex('a0000000003900'),
  };
  const body = {
    authorityReference: referenceOf(authority),
    holderReference: readerReference(fromHex('2000000000000001')),
    holderAuthorization: readerAuthorization(authority),
    publicKey: other.publicKey,
  };
  const certificate = issueCvCertificate(body, signer, primitives);

  it('says what was certified, with 222 bytes inside the signature and 75 beside it', () => {
    expect(certificate.signature).toHaveLength(256);
    expect(certificate.remainder).toHaveLength(75);
    const travelled = decodeCvCertificate(encodeCvCertificate(certificate));
    expect(travelled).toEqual(certificate);
    const opened = openCvCertificate(certificate, authority.publicKey, primitives);
    expect(opened).toEqual({ ...body, publicKey: { ...body.publicKey, exponent: fromHex('00010001') } });
    expect(hex(body.holderReference)).toBe('000000002000000000000001');
    expect(hex(body.holderAuthorization)).toBe('a0000000003901');
  });

  it('is not believed from another authority, with another name, or changed', () => {
    expect(openCvCertificate(certificate, other.publicKey, primitives)).toBeNull();
    const renamed = { ...certificate, authorityReference: fromHex('0000000000000000') };
    expect(openCvCertificate(renamed, authority.publicKey, primitives)).toBeNull();
    const remainder = Uint8Array.from(certificate.remainder);
    remainder[74] = 3;
    expect(openCvCertificate({ ...certificate, remainder }, authority.publicKey, primitives)).toBeNull();
  });

  it('is not read when an object is missing, doubled, foreign, or followed by something', () => {
    const bytes = encodeCvCertificate(certificate);
    expect(decodeCvCertificate(concat(bytes, fromHex('00')))).toBeNull();
    for (const text of ['', '7f2100', '7f2104' + '42020101', '7f210c5f3701015f370101' + '42020101', '302100'])
      expect(decodeCvCertificate(fromHex(text)), text).toBeNull();
  });
});

describe('device authentication', () => {
  const claim: DeviceClaim = {
    own: new Uint8Array(256).fill(3),
    serial: fromHex('2000000000000001'),
    challenge: fromHex('0102030405060708'),
    other: new Uint8Array(256).fill(5),
    group: GROUP_2048_256,
  };

  it('is proven by the key’s holder for exactly this agreement, challenge and serial number', () => {
    const signature = proveDevice(signer, claim, primitives);
    expect(isDeviceProven(pair.publicKey, signature, claim, primitives)).toBe(true);
    expect(isDeviceProven(other.publicKey, signature, claim, primitives)).toBe(false);
    for (const changed of [
      { own: claim.other },
      { other: claim.own },
      { serial: fromHex('2000000000000002') },
      { challenge: fromHex('0102030405060709') },
      { group: { ...GROUP_2048_256, q: fromHex('07') } },
    ])
      expect(isDeviceProven(pair.publicKey, signature, { ...claim, ...changed }, primitives)).toBe(false);
    expect(isDeviceProven(pair.publicKey, new Uint8Array(256), claim, primitives)).toBe(false);
    expect(isDeviceProven(pair.publicKey, new Uint8Array(12), claim, primitives)).toBe(false);
  });

  it('never looks the same twice', () => {
    expect(proveDevice(signer, claim, primitives)).not.toEqual(proveDevice(signer, claim, primitives));
  });
});

describe('a client signature', () => {
  it('of a whole DigestInfo verifies as RSASSA-PKCS1-v1_5 with SHA-256 anywhere', () => {
    const message = utf8('una sfida');
    const digestInfo = sha256DigestInfo(message, primitives);
    const block = clientSignatureBlock(digestInfo, 256) ?? new Uint8Array();
    const signature = primitives.rsaPrivate(pair.privateKey, block);
    const key = createPublicKey({
      key: { kty: 'RSA', n: base64url(pair.publicKey.modulus), e: base64url(pair.publicKey.exponent) },
      format: 'jwk',
    });
    expect(verifySignature('sha256', message, key, signature)).toBe(true);
    expect(isClientSignature(pair.publicKey, digestInfo, signature, primitives)).toBe(true);
    expect(isClientSignature(pair.publicKey, message, signature, primitives)).toBe(false);
    expect(isClientSignature(other.publicKey, digestInfo, signature, primitives)).toBe(false);
  });

  it('leaves room for eight bytes FF: 245 bytes fit 2048 bits, 246 do not', () => {
    expect(clientSignatureBlock(new Uint8Array(245), 256)?.subarray(0, 11)).toEqual(fromHex('0001ffffffffffffffff00'));
    expect(clientSignatureBlock(new Uint8Array(246), 256)).toBeNull();
  });
});

describe('a key file', () => {
  it('is a DER SEQUENCE of two positive INTEGERs, as PKCS #1 has it', () => {
    const key = createPublicKey({
      key: { kty: 'RSA', n: base64url(pair.publicKey.modulus), e: base64url(pair.publicKey.exponent) },
      format: 'jwk',
    });
    const pkcs1 = new Uint8Array(key.export({ format: 'der', type: 'pkcs1' }));
    expect(encodeRsaPublicKey(pair.publicKey)).toEqual(pkcs1);
    expect(decodeRsaPublicKey(pkcs1)).toEqual(pair.publicKey);
    // Files may be longer than what is written in them.
    expect(decodeRsaPublicKey(concat(pkcs1, new Uint8Array(20)))).toEqual(pair.publicKey);
    for (const text of ['', '3000', '3003020101', '3009020101020101020101', '30060201010200', '3106020101020101'])
      expect(decodeRsaPublicKey(fromHex(text)), text).toBeNull();
  });
});
