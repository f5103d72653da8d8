import { concat, fromHex, hex, utf8 } from '@tessera/base';
import {
  encodeCvCertificate,
  issueCvCertificate,
  proveDevice,
  readerAuthorization,
  readerReference,
  referenceOf,
} from '@tessera/ias';
import { drawRsaKeyPair } from '@tessera/ias/testing';
import { describe, expect, it } from 'vitest';
import { Bench, command } from './testing/index.ts';

const pso = (certificate: Uint8Array) => command(0x2a, 0x00, 0xae, certificate);

describe('device authentication with privacy protection', () => {
  it('goes its twelve steps: keys, the reader proven, the card proven', () => {
    const bench = new Bench();
    const agreed = bench.agree();
    expect(bench.card.channel.step).toBe('agreed');
    expect(bench.proveReader(agreed)).toBe('9000');
    expect(bench.card.channel.step).toBe('reader-proven');
    expect(bench.proveCard(agreed)).toBe(true);
    expect(bench.card.channel.step).toBe('proven');
    expect(bench.verify('12345678')).toBe('9000');
  });

  it('answers step 12 under the old counter and everything after under the new one', () => {
    const bench = new Bench();
    const agreed = bench.agree();
    bench.proveReader(agreed);
    bench.secured('002241a40684018280019b');
    const old = bench.messaging?.counter ?? 0n;
    bench.secured({ ...command(0x88, 0, 0, fromHex('a1a2a3a4a5a6a7a8')), le: 256 });
    // The answer was opened with the next two counts of the old counter.
    expect(bench.messaging?.counter).toBe(old + 2n);
    const { channel } = bench.card;
    expect(channel.step === 'proven' && channel.messaging.counter & 0xffffffffn).toBe(0xa5a6a7a8n);
  });

  it('gives the proof of the card with 256 bytes and 61 23, then the 35 that are left', () => {
    const bench = new Bench();
    const agreed = bench.agree();
    bench.proveReader(agreed);
    bench.secured('002241a40684018280019b');
    const statuses: string[] = [];
    const send = bench.send.bind(bench);
    bench.send = (sent) => {
      const answer = send(sent);
      statuses.push(answer.slice(-4));
      return answer;
    };
    bench.secured({ ...command(0x88, 0, 0, new Uint8Array(8)), le: 256 });
    expect(statuses).toEqual(['6123', '9000']);
  });

  it('refuses step after step what comes too early', () => {
    const bench = new Bench();
    bench.agree();
    const { reader } = bench.made;
    const certificate = encodeCvCertificate(reader.certificate);
    expect(bench.status(pso(certificate))).toBe('6985');
    expect(bench.status('002281a40e830c000000002000000000000001')).toBe('6a88');
    expect(bench.status(command(0x82, 0, 0, new Uint8Array(264)))).toBe('6985');
    bench.status('002281b606800141830184');
    expect(bench.status(pso(certificate))).toBe('9000');
    expect(bench.status(command(0x82, 0, 0, new Uint8Array(264)))).toBe('6985');
    bench.secured('0084000008');
    expect(bench.status(command(0x82, 0, 0, new Uint8Array(264)))).toBe('6985');
    bench.status('002241a40684018280019b');
    expect(bench.status(command(0x88, 0, 0, new Uint8Array(8)))).toBe('6982');
    expect(bench.verify('12345678')).toBe('6982');
    expect(bench.card.codes.get(0x81)?.triesLeft).toBe(3);
  });

  it('takes no certificate in the clear, changed, of another authority, or for another role', () => {
    const bench = new Bench();
    const { made, primitives } = bench;
    const certificate = encodeCvCertificate(made.reader.certificate);
    expect(new Bench(made).send(`002a00ae05${hex(certificate.subarray(0, 5))}`)).toBe('6982');
    bench.agree();
    bench.status('002281b606800141830184');
    const changed = Uint8Array.from(certificate);
    changed[40] = (changed[40] ?? 0) ^ 1;
    expect(bench.status(pso(changed))).toBe('6300');
    expect(bench.status(pso(certificate.subarray(0, -1)))).toBe('6a80');
    expect(bench.status({ ...pso(certificate), p2: 0xaf })).toBe('6a86');

    const other = drawRsaKeyPair();
    const body = {
      authorityReference: referenceOf(made.order.authority),
      holderReference: readerReference(made.reader.serial),
      holderAuthorization: readerAuthorization(made.order.authority),
      publicKey: made.reader.publicKey,
    };
    const issued = (change: Partial<typeof body>, key = made.authorityKey) =>
      encodeCvCertificate(
        issueCvCertificate(
          { ...body, ...change },
          { length: 256, sign: (block) => primitives.rsaPrivate(key.privateKey, block) },
          primitives,
        ),
      );
    expect(bench.status(pso(issued({}, other)))).toBe('6300');
    expect(bench.status(pso(issued({ authorityReference: utf8('stranger') })))).toBe('6a80');
    expect(bench.status(pso(issued({ holderAuthorization: fromHex('a0000000003902') })))).toBe('6a80');
    expect(bench.card.channel.step).toBe('agreed');
    expect(bench.status(pso(issued({})))).toBe('9000');
  });

  it('believes a reader only with the certified key, its own name, this agreement, and a challenge used once', () => {
    const bench = new Bench();
    const { made, primitives } = bench;
    const agreed = bench.agree();
    bench.status('002281b606800141830184');
    bench.status(pso(encodeCvCertificate(made.reader.certificate)));
    bench.status('002281a40e830c000000002000000000000001');
    const { group } = bench.card;
    const { serial, privateKey } = made.reader;
    const proof = (challenge: Uint8Array, own = agreed.own, key = privateKey, name = serial) => {
      const signer = { length: 256, sign: (block: Uint8Array) => primitives.rsaPrivate(key, block) };
      const signature = proveDevice(signer, { own, serial: name, challenge, other: agreed.card, group }, primitives);
      return command(0x82, 0, 0, concat(name, signature));
    };
    const challenge = () => bench.secured('0084000008').data;
    const first = challenge();
    expect(bench.status(proof(first, agreed.card))).toBe('6300');
    expect(bench.status(proof(first))).toBe('6985');
    expect(bench.status(proof(challenge(), agreed.own, drawRsaKeyPair().privateKey))).toBe('6300');
    expect(bench.status(proof(challenge(), agreed.own, privateKey, utf8('stranger')))).toBe('6300');
    expect(bench.status(proof(first))).toBe('6985');
    expect(bench.status({ ...proof(challenge()), data: new Uint8Array(263) })).toBe('6700');
    expect(bench.status(proof(challenge()))).toBe('9000');
  });

  it('agrees on other keys each time, even with a reader that repeats itself', () => {
    const made = new Bench().made;
    const keysOf = () => {
      const bench = new Bench(made);
      bench.agree();
      return hex(bench.messaging?.keys.mac ?? new Uint8Array());
    };
    expect(keysOf()).not.toBe(keysOf());
  });

  it('can be opened anew inside itself, and then forgets what was proven', () => {
    const bench = new Bench().openChannel();
    bench.verify('12345678');
    bench.secured('002241a6' + '09' + '80019b830181910102');
    // The public value comes back under the old keys; from then on there are others.
    expect(bench.status('00cb3fff064d04a602910000')).toBe('9000');
    expect(bench.card.channel.step).toBe('agreed');
    expect(bench.card.verified.size).toBe(0);
  });
});
