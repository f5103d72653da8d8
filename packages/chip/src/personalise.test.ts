import { concat, hex, tlv, utf8 } from '@tessera/base';
import { decodeRsaPublicKey, GROUP_2048_256, readDerIntegers, withoutLeadingZeros } from '@tessera/ias';
import { describe, expect, it } from 'vitest';
import { fileById } from './card-file.ts';
import { personalise, signedFiles } from './personalise.ts';
import { Bench, drawTestCard } from './testing/index.ts';

const made = drawTestCard();
const signed = { identity: tlv(0x77), document: null };

describe('a new card', () => {
  const content = (application: 'ias' | 'cie', id: number): Uint8Array =>
    fileById({ ...made.card, application }, id)?.content ?? new Uint8Array();

  it('carries the NIS in EF.ID_Servizi and, in pairs of digits, in bytes 5 to 10 of EF.SN_ICC', () => {
    expect(content('cie', 0x1001)).toEqual(utf8('123456789012'));
    expect(content('ias', 0xd003)).toHaveLength(12);
    expect(hex(content('ias', 0xd003).subarray(5, 11))).toBe('123456789012');
    expect(made.card.serial).toEqual(content('ias', 0xd003).subarray(4));
  });

  it('shows the public halves of its keys and its group as DER', () => {
    const { device, services } = made.order.keys;
    expect(decodeRsaPublicKey(content('cie', 0x1004))).toEqual(device.publicKey);
    expect(decodeRsaPublicKey(content('cie', 0x1005))).toEqual(services.publicKey);
    const { g, p, q } = GROUP_2048_256;
    expect(readDerIntegers(content('ias', 0xd004))).toEqual([g, p, q].map(withoutLeadingZeros));
  });

  it('has the bytes that its SOD is signed over, under the tags of the list', () => {
    const files = signedFiles(made.order);
    expect([...files.keys()]).toEqual([0xa1, 0xa2, 0xa3, 0xa4, 0xa5, 0x1b]);
    for (const [tag, id] of [
      [0xa1, 0x1001],
      [0xa2, 0x1002],
      [0xa3, 0x1003],
      [0xa4, 0x1004],
      [0xa5, 0x1005],
    ] as const)
      expect(files.get(tag)).toEqual(content('cie', id));
    expect(files.get(0x1b)).toEqual(content('ias', 0xd004));
  });

  it('has all its tries, and carries the document’s SOD where there is one', () => {
    expect([...made.card.codes.values()].map(({ triesLeft, triesMax }) => [triesLeft, triesMax])).toEqual([
      [3, 3],
      [10, 10],
    ]);
    const both = personalise(made.order, { ...signed, document: concat(tlv(0x77), utf8('x')) });
    expect(fileById({ ...both, application: 'passport' }, 0x011d)?.content).toHaveLength(3);
  });

  it('is not made with codes or numbers of another form', () => {
    for (const change of [{ pin: '1234567' }, { puk: '1234567x' }, { nis: '12345678901' }, { nis: '12345678901x' }])
      expect(() => personalise({ ...made.order, ...change }, signed)).toThrow(RangeError);
  });
});

describe('the checklist of the chip', () => {
  it('a stranger reads the NIS, anti-clone key and SOD, and nothing of the citizen', () => {
    const bench = new Bench(made);
    bench.send('00a4040c06a00000000039');
    const free = ['81', '84', '85', '86'].map((sfi) => bench.send(`00b0${sfi}0001`).slice(-4));
    expect(free).toEqual(['9000', '9000', '9000', '9000']);
    const closed = ['82', '83', '87'].map((sfi) => bench.send(`00b0${sfi}0001`));
    expect(closed).toEqual(['6982', '6982', '6982']);
  });
});
