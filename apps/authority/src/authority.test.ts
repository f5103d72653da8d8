import { type CardState, makers } from '@tessera/chip';
import { EF, terminalAuthority } from '@tessera/ias';
import { deliverCard, type Production, produceCard, requestCard, revokeCard } from '@tessera/issuance';
import { gelsominaAsks } from '@tessera/issuance/testing';
import { drawCardKeyPair } from '@tessera/keys';
import { checkCardCertificate, ocspStatus, openCardAuthority, trustedCertificates } from '@tessera/pki';
import { type Judge, openJudge } from '@tessera/pki/testing';
import { INVENTED_MUNICIPALITIES, recordMunicipality } from '@tessera/registry';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDoor, type TestDoor } from './testing/open-test-door.ts';

describe('the authority’s door', () => {
  let door: TestDoor;
  let judge: Judge;
  let serial: string;
  let certificate: Uint8Array;
  beforeAll(async () => {
    door = await openTestDoor();
    judge = openJudge();
    const made = await cardOfSomeone(door);
    serial = made.serial;
    certificate = made.certificate;
    for (const name of ['root', 'issuing']) judge.file(`${name}.cer`, await body(`/ca/${name}.cer`, PKIX_CERTIFICATE));
    judge.file('citizen.cer', certificate);
    for (const name of ['root', 'issuing', 'citizen']) judge.run(`x509 -inform DER -in ${name}.cer -out ${name}.pem`);
  });
  afterAll(async () => {
    expect(door.bugs).toEqual([]);
    judge.close();
    await door.close();
  });

  const body = async (path: string, type: string): Promise<Uint8Array> => {
    const response = await fetch(door.origin + path);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, type]);
    expect(response.headers.get('cache-control')).toBe('no-store');
    return new Uint8Array(await response.arrayBuffer());
  };
  /** By OpenSSL over HTTP, nonce and all. */
  const asked = (): Promise<string> =>
    judge.runBeside(
      `ocsp -issuer issuing.pem -cert citizen.pem -url ${door.origin}/ocsp -CAfile root.pem -verify_other issuing.pem`,
    );
  const status = () =>
    ocspStatus({ responder: new URL(`${door.origin}/ocsp`), list: new URL(`${door.origin}/crl/issuing.crl`) });
  const checked = async () =>
    checkCardCertificate(certificate, {
      trust: await trustedCertificates(door.bed.database),
      at: door.bed.clock.now(),
      status: status(),
    });

  it('promise 6: answers OpenSSL and our own client, before and right after the card was revoked', async () => {
    expect(await asked()).toMatch(/citizen.pem: good[\s\S]*Response verify OK/);
    expect(await asked()).not.toContain('nonce');
    expect(await checked()).toMatchObject({ outcome: 'genuine', state: 'valid', serial });
    await revokeCard(door.bed, serial, 'lost');
    expect(await asked()).toMatch(/citizen.pem: revoked[\s\S]*Response verify OK/);
    expect(await checked()).toMatchObject({ outcome: 'genuine', state: 'revoked', serial });
  });

  it('RFC 6960 A.1: answers a question in the address as well', async () => {
    judge.run('ocsp -issuer issuing.pem -cert citizen.pem -reqout question.der -no_nonce');
    const question = encodeURIComponent(Buffer.from(judge.read('question.der')).toString('base64'));
    judge.file('answer.der', await body(`/ocsp/${question}`, 'application/ocsp-response'));
    const { output } = judge.run(
      'ocsp -issuer issuing.pem -cert citizen.pem -no_nonce -respin answer.der -CAfile root.pem -verify_other issuing.pem',
    );
    expect(output).toContain('Response verify OK');
  });

  it('publishes lists that OpenSSL verifies', async () => {
    for (const name of ['root', 'issuing']) {
      judge.file(`${name}.crl`, await body(`/crl/${name}.crl`, 'application/pkix-crl'));
      expect(judge.run(`crl -inform DER -in ${name}.crl -CAfile ${name}.pem -noout`).output).toContain('verify OK');
    }
  });

  it('promise 26: reads no long question and no other kind of body, and answers nonsense as malformed', async () => {
    const send = async (content: Uint8Array, type: string) =>
      fetch(`${door.origin}/ocsp`, {
        method: 'POST',
        headers: { 'content-type': type },
        body: Uint8Array.from(content),
      });
    expect((await send(new Uint8Array(4097), 'application/ocsp-request')).status).toBe(413);
    expect((await send(new Uint8Array(10), 'application/octet-stream')).status).toBe(415);
    const answer = await send(new Uint8Array(10), 'application/ocsp-request');
    expect(Buffer.from(await answer.arrayBuffer()).toString('hex')).toBe('30030a0101');
    expect((await fetch(`${door.origin}/ocsp`)).status).toBe(405);
  });

  it('says on its home page what it is, in three languages, with the thumbprints that OpenSSL computes', async () => {
    for (const [language, title] of [
      ['it', 'Certificati della carta d’identità'],
      ['en', 'Certificates of the identity card'],
      ['de', 'Zertifikate des Personalausweises'],
    ] as const) {
      const page = await fetch(door.origin, { headers: { 'accept-language': language } });
      expect(await page.text()).toContain(title);
    }
    const text = (await (await fetch(door.origin)).text()).replaceAll('<wbr/>', '');
    for (const name of ['root', 'issuing']) {
      const [, thumbprint] = judge.run(`x509 -in ${name}.pem -noout -fingerprint -sha256`).output.trim().split('=');
      expect(text).toContain(thumbprint);
    }
  });
});

const PKIX_CERTIFICATE = 'application/pkix-cert';

async function cardOfSomeone({
  bed,
  origin,
}: TestDoor): Promise<{ readonly serial: string; readonly certificate: Uint8Array }> {
  const [municipality] = INVENTED_MUNICIPALITIES;
  await recordMunicipality(bed.database, municipality);
  const { serial } = await requestCard(bed, await gelsominaAsks({ municipality: municipality.belfiore }));
  const made: CardState[] = [];
  const production: Production = {
    press: { make: async (card) => void made.push(card) },
    authority: await openCardAuthority(bed, { addresses: { origin } }),
    terminals: terminalAuthority((await drawCardKeyPair()).publicKey),
    drawKeyPair: drawCardKeyPair,
    maker: makers[0] ?? 'nxp',
  };
  await produceCard(bed, serial, production);
  await deliverCard(bed, serial);
  const certificate = made[0]?.files.find(({ id }) => id === EF.CERT_CIE)?.content;
  if (certificate === undefined) throw new Error('no card was made');
  return { serial, certificate };
}
