import { createPublicKey, verify as verifySignature } from 'node:crypto';
import { base64url, concat, hex, utf8 } from '@tessera/base';
import { makers, signedFiles } from '@tessera/chip';
import { drawTestCard } from '@tessera/chip/testing';
import { readDerIntegers, sha256DigestInfo } from '@tessera/ias';
import { nodePrimitives } from '@tessera/ias/testing';
import { describe, expect, it } from 'vitest';
import {
  type CardError,
  changePin,
  enrol,
  openChannel,
  proveOriginal,
  readCertificate,
  readDocumentNumber,
  readNis,
  readSecurityObject,
  selfCertifyingTerminal,
  sign,
  triesLeft,
  unblockPin,
  verifyPin,
} from './index.ts';
import { ReaderBetween, type Table, tableWith } from './testing/readers.ts';

const primitives = nodePrimitives();
const PIN = '12345678';
const PUK = '87654321';
const WRONG = '00000000';

const open = ({ card, terminal }: Table) => openChannel(card, terminal, primitives);

describe('a stranger', () => {
  it('reads the NIS and the security object, and tells the card from a copy', async () => {
    const { card, made } = tableWith(primitives);
    expect(await readNis(card)).toBe('123456789012');
    expect((await readSecurityObject(card))[0]).toBe(0x77);
    expect(await proveOriginal(card, primitives)).toEqual(made.order.keys.services.publicKey);
  });
});

describe('a login', () => {
  it.each(makers)('goes from the NIS to a signature that verifies anywhere, on a card of %s', async (maker) => {
    const table = tableWith(primitives, drawTestCard({ maker }));
    const reader = new ReaderBetween(table.card);
    await readNis(reader);
    const channel = await openChannel(reader, table.terminal, primitives);
    expect(await triesLeft(channel, 'pin')).toBe(3);
    expect(await verifyPin(channel, utf8(PIN))).toEqual({ outcome: 'right' });
    expect(await readDocumentNumber(channel)).toBe('CA00000AA');
    expect(await readCertificate(channel)).toEqual(table.made.order.certificate);

    const message = utf8('la sfida del fornitore di identità');
    const { publicKey } = table.made.order.keys.authentication;
    const signature = await sign(channel, sha256DigestInfo(message, primitives), publicKey);
    const key = createPublicKey({
      key: { kty: 'RSA', n: base64url(publicKey.modulus), e: base64url(publicKey.exponent) },
      format: 'jwk',
    });
    expect(verifySignature('sha256', message, key, signature)).toBe(true);
    // T-CRD-12: what went over the air never held the PIN.
    expect(Buffer.from(reader.heard()).includes(PIN)).toBe(false);
  });

  it('opens against any authority whose exponent the terminal holds, whatever its modulus', async () => {
    const table = tableWith(primitives);
    const exponent = readDerIntegers(table.made.authorityKey.privateKey)?.[3] ?? new Uint8Array();
    const terminal = selfCertifyingTerminal(table.made.reader, exponent, primitives);
    const channel = await openChannel(table.card, terminal, primitives);
    expect(await verifyPin(channel, utf8(PIN))).toEqual({ outcome: 'right' });
  });

  it('is refused to a terminal that holds another exponent, before anything is sent', async () => {
    const table = tableWith(primitives);
    const other = readDerIntegers(table.made.reader.privateKey)?.[3] ?? new Uint8Array();
    const terminal = selfCertifyingTerminal(table.made.reader, other, primitives);
    const reader = new ReaderBetween(table.card);
    const error = await openChannel(reader, terminal, primitives).catch((thrown: CardError) => thrown);
    expect(error).toMatchObject({ name: 'CardError', fault: 'terminal-refused', tryUsed: 'no' });
    expect(hex(reader.heard())).not.toContain('2241a6');
  });

  it('asks cards that show their group only as a whole for the whole', async () => {
    const table = tableWith(primitives);
    const refusing = new ReaderBetween(table.card, (answer, index) =>
      hex(refusing.sent[index] ?? new Uint8Array()).startsWith('00cb3fff0c') ? Uint8Array.of(0x6a, 0x88) : answer,
    );
    const channel = await openChannel(refusing, table.terminal, primitives);
    expect(await triesLeft(channel, 'puk')).toBe(10);
  });

  it('asks chips without a name for their root for the root as such', async () => {
    const table = tableWith(primitives);
    const nameless = new ReaderBetween(table.card, (answer, index) =>
      hex(nameless.sent[index] ?? new Uint8Array()).startsWith('00a4040c0d') ? Uint8Array.of(0x6a, 0x82) : answer,
    );
    expect(await readNis(nameless)).toBe('123456789012');
    expect(nameless.sent.map(hex)).toContain('00a40000');
  });
});

describe('enrolment', () => {
  it('gathers all that a computer keeps, and the bytes that the issuer signed', async () => {
    const table = tableWith(primitives);
    const pin = utf8(PIN);
    const result = await enrol(table.card, table.terminal, { pin }, primitives);
    if (result.outcome !== 'enrolled') throw new Error(result.outcome);
    const { enrolment } = result;
    expect(enrolment).toMatchObject({ nis: '123456789012', documentNumber: 'CA00000AA' });
    expect(enrolment.signedFiles).toEqual(signedFiles(table.made.order));
    // T-CRD-12
    expect(pin).toEqual(new Uint8Array(8));
  });

  it('ends with a wrong PIN as with one', async () => {
    const table = tableWith(primitives);
    const result = await enrol(table.card, table.terminal, { pin: utf8(WRONG) }, primitives);
    expect(result).toEqual({ outcome: 'wrong', triesLeft: 2 });
  });
});

describe('PIN and PUK', () => {
  it('UNL-03 three wrong PINs, blocked, unblocked with the PUK, and in again', async () => {
    const table = tableWith(primitives);
    let channel = await open(table);
    expect(await verifyPin(channel, utf8(WRONG))).toEqual({ outcome: 'wrong', triesLeft: 2 });
    expect(await verifyPin(channel, utf8(WRONG))).toEqual({ outcome: 'wrong', triesLeft: 1 });
    // T-CRD-09: the last one has to be wanted; asking for it spends nothing.
    expect(await verifyPin(channel, utf8(PIN))).toEqual({ outcome: 'needs-consent', triesLeft: 1 });
    expect(table.stored(0x81)).toBe(1);
    expect(await verifyPin(channel, utf8(WRONG), 'deliberate')).toEqual({ outcome: 'blocked' });
    expect(await verifyPin(channel, utf8(PIN), 'deliberate')).toEqual({ outcome: 'blocked' });
    expect(await triesLeft(channel, 'pin')).toBe(0);

    channel = await open(table);
    expect(await unblockPin(channel, { puk: utf8(PUK), next: utf8('55556666') })).toEqual({ outcome: 'right' });
    expect(await verifyPin(channel, utf8('55556666'))).toEqual({ outcome: 'right' });
    const { publicKey } = table.made.order.keys.authentication;
    expect(await sign(channel, utf8('in'), publicKey)).toHaveLength(256);
  });

  it('T-CRD-11 ten wrong PUKs close the card for good; the last three have to be wanted', async () => {
    const table = tableWith(primitives);
    const channel = await open(table);
    const wrong = (consent: 'careful' | 'deliberate') =>
      unblockPin(channel, { puk: utf8(WRONG), next: utf8('55556666') }, consent);
    for (const left of [9, 8, 7, 6, 5, 4, 3])
      expect(await wrong('careful')).toEqual({ outcome: 'wrong', triesLeft: left });
    expect(await wrong('careful')).toEqual({ outcome: 'needs-consent', triesLeft: 3 });
    for (const left of [2, 1]) expect(await wrong('deliberate')).toEqual({ outcome: 'wrong', triesLeft: left });
    expect(await wrong('careful')).toEqual({ outcome: 'needs-consent', triesLeft: 1 });
    expect(await wrong('deliberate')).toEqual({ outcome: 'blocked' });
    const right = await unblockPin(channel, { puk: utf8(PUK), next: utf8('55556666') }, 'deliberate');
    expect(right).toEqual({ outcome: 'blocked' });
    expect(await verifyPin(channel, utf8(PIN), 'deliberate')).toEqual({ outcome: 'blocked' });
    expect(table.stored(0x82)).toBe(0);
    // It is still somebody's document.
    expect(await readNis(table.card)).toBe('123456789012');
  });

  it('changes the PIN against the old one, and only then', async () => {
    const table = tableWith(primitives);
    const channel = await open(table);
    const next = '11112222';
    expect(await changePin(channel, { old: utf8(WRONG), next: utf8(next) })).toEqual({
      outcome: 'wrong',
      triesLeft: 2,
    });
    const typed = { old: utf8(PIN), next: utf8(next) };
    expect(await changePin(channel, typed)).toEqual({ outcome: 'right' });
    expect(concat(typed.old, typed.next)).toEqual(new Uint8Array(16));
    expect(await verifyPin(await open(table), utf8(PIN))).toEqual({ outcome: 'wrong', triesLeft: 2 });
    expect(await verifyPin(await open(table), utf8(next))).toEqual({ outcome: 'right' });
  });

  it('never sends what is not eight digits', async () => {
    const table = tableWith(primitives);
    const reader = new ReaderBetween(table.card);
    const channel = await openChannel(reader, table.terminal, primitives);
    const before = reader.sent.length;
    for (const pin of ['', '1234', '1234567x', '123456789'])
      await expect(verifyPin(channel, utf8(pin))).rejects.toThrow(RangeError);
    await expect(changePin(channel, { old: utf8(PIN), next: utf8('1') })).rejects.toThrow(RangeError);
    await expect(unblockPin(channel, { puk: utf8(PUK), next: utf8('1') })).rejects.toThrow(RangeError);
    expect(reader.sent).toHaveLength(before);
    expect(table.stored(0x81)).toBe(3);
  });

  it('asks for signature and certificate in vain without the PIN', async () => {
    const table = tableWith(primitives);
    const channel = await open(table);
    await expect(readCertificate(channel)).rejects.toMatchObject({ fault: 'unexpected-status', status: 0x6982 });
    const { publicKey } = table.made.order.keys.authentication;
    await expect(sign(channel, utf8('x'), publicKey)).rejects.toMatchObject({ status: 0x6982 });
  });
});
