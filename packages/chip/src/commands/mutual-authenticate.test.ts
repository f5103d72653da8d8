import { fromHex, hex, type Random } from '@tessera/base';
import { sessionKeys } from '@tessera/ias';
import { nodePrimitives } from '@tessera/ias/testing';
import { describe, expect, it } from 'vitest';
import { Bench, drawTestCard } from '../testing/index.ts';

/** Gives these bytes, in this order, and nothing else. */
const scripted = (...draws: string[]): Random => ({ bytes: () => fromHex(draws.shift() ?? '') });

describe('the travel document', () => {
  const made = drawTestCard({ documentNumber: 'L898902C', birthDate: '1969-08-06', expiresOn: '1994-06-23' });
  const ownChallenge = '4608f91988702212';
  const token =
    '72c29c2371cc9bdb65b779b8e8d37b29ecc154aa56a8799fae2f498f76ed92f2' + // cryptogram
    '5f1448eea8ad90a7'; // MAC

  const atDocument = (random: Random): Bench => {
    const bench = new Bench(made, nodePrimitives(random));
    bench.send('00a4040c07a0000002471001');
    return bench;
  };

  it('opens as in the worked example of ICAO 9303-11, appendix D.3', () => {
    const bench = atDocument(scripted(ownChallenge, '0b4f80323eb3191cb04970cb4052790b'));
    expect(bench.send('0084000008')).toBe(`${ownChallenge}9000`);
    expect(bench.send(`0082000028${token}28`)).toBe(
      '46b9342a41396cd7386bf5803104d7cedc122b9132139baf2eedc94ee178534f' + '2f2d235d074d7449' + '9000',
    );
    const { channel } = bench.card;
    expect(channel.step === 'document' && channel.messaging.counter).toBe(0x887022120c06c226n);
  });

  it('then shows contents, printed lines and details, and before that nothing', () => {
    const bench = atDocument(scripted(ownChallenge, '0b4f80323eb3191cb04970cb4052790b'));
    for (const sfi of ['9e', '81', '8b']) expect(bench.send(`00b0${sfi}0001`)).toBe('6982');
    bench.send('0084000008');
    bench.send(`0082000028${token}28`);
    bench.messaging = {
      keys: sessionKeys(fromHex('0036d272f5c350acac50c3f572d23600'), 'SHA-1', bench.primitives),
      counter: 0x887022120c06c226n,
    };
    expect(bench.status('00a4020c02011e')).toBe('9000');
    expect(hex(bench.secured('00b0000004').data)).toBe('60145f01');
    expect(new TextDecoder().decode(bench.secured('00b0810000').data)).toContain('C<ITAL898902C<3');
    expect(new TextDecoder().decode(bench.secured('00b08b0000').data)).toContain('FNTPRV90E57Z999X');
    expect(bench.status('00b09d0001')).toBe('6a82');
    // Whoever holds the document is no proven reader: neither codes nor keys listen.
    bench.status('00a4040c06a00000000039');
    expect(bench.verify('12345678')).toBe('6982');
    expect(bench.status('00b0820001')).toBe('6982');
  });

  it('stays closed to a wrong token, and uses a challenge once', () => {
    const bench = atDocument(scripted(ownChallenge, ownChallenge));
    expect(bench.send(`0082000028${token}28`)).toBe('6985');
    bench.send('0084000008');
    expect(bench.send(`0082000028${token.replace(/a7$/, 'a6')}28`)).toBe('6300');
    expect(bench.send(`0082000028${token}28`)).toBe('6985');
    expect(bench.send(`0082000027${token.slice(2)}28`)).toBe('6700');
    expect(bench.send(`0082000128${token}28`)).toBe('6a86');
  });

  it('does not take the token of another challenge', () => {
    const bench = atDocument(scripted('0000000000000001'));
    bench.send('0084000008');
    expect(bench.send(`0082000028${token}28`)).toBe('6300');
    expect(bench.card.channel.step).toBe('closed');
  });

  it('knows no command of the identity card', () => {
    const bench = atDocument(scripted());
    for (const ins of ['20', '22', '24', '2a', '2c', '88', 'cb']) expect(bench.send(`00${ins}0000`)).toBe('6d00');
  });
});
