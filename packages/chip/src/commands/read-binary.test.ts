import { hex } from '@tessera/base';
import { describe, expect, it } from 'vitest';
import { fileById } from '../card-file.ts';
import { Bench } from '../testing/index.ts';

const NIS = '313233343536373839303132';

const atCie = (): Bench => {
  const bench = new Bench();
  bench.send('00a4040c06a00000000039');
  return bench;
};

describe('READ BINARY', () => {
  it('reads the NIS by short identifier, and after SELECT', () => {
    const bench = atCie();
    expect(bench.send('00b081000c')).toBe(`${NIS}9000`);
    expect(bench.send('00b000060c')).toBe('3738393031326282');
    bench.send('00a4020c021001');
    expect(bench.send('00b000000c')).toBe(`${NIS}9000`);
  });

  it('warns of the end only who asked for a number of bytes beyond it', () => {
    const bench = atCie();
    expect(bench.send('00b0810080')).toBe(`${NIS}6282`);
    expect(bench.send('00b0810000')).toBe(`${NIS}9000`);
    expect(bench.send('00b0810b01')).toBe('329000');
    expect(bench.send('00b0810c01')).toBe('6b00');
    expect(bench.send('00b07fff01')).toBe('6b00');
  });

  it('says how many bytes are there to who names no number', () => {
    const bench = atCie();
    expect(bench.send('00b08100')).toBe('6c0c');
    expect(bench.send('00b08400')).toBe('6c00');
  });

  it('reads a long file to its end in the pieces of each client', () => {
    const bench = atCie();
    const whole = hex(fileById(bench.card, 0x1006)?.content ?? new Uint8Array());
    for (const le of ['80', '00', 'ff', 'e4']) {
      bench.send('00a4020c021006');
      let read = '';
      let answer = bench.send(`00b00000${le}`);
      while (!answer.endsWith('6b00')) {
        read += answer.slice(0, -4);
        if (answer.endsWith('6282')) break;
        const offset = (read.length / 2).toString(16).padStart(4, '0');
        answer = bench.send(`00b0${offset}${le}`);
      }
      expect(read, le).toBe(whole);
    }
  });

  it('names what is wrong and stays where it is', () => {
    const bench = new Bench();
    expect(bench.send('00b0000001')).toBe('6986');
    bench.send('00a4040c06a00000000039');
    expect(bench.send('00b0000001')).toBe('6986');
    expect(bench.send('00b0890001')).toBe('6a82');
    expect(bench.send('00b0a10001')).toBe('6a86');
    expect(bench.send('00b0800001')).toBe('6a82');
    expect(bench.send('00b0810001aa')).toBe('6700');
  });

  it('keeps serial number, certificate and signing key behind channel and PIN', () => {
    const bench = atCie();
    for (const sfi of ['82', '83', '87']) expect(bench.send(`00b0${sfi}0001`)).toBe('6982');
    bench.openChannel();
    for (const sfi of ['82', '83', '87']) expect(bench.status(`00b0${sfi}0001`)).toBe('6982');
    bench.verify('12345678');
    expect(hex(bench.secured('00b0820009').data)).toBe('434130303030304141');
    for (const sfi of ['83', '87']) expect(bench.status(`00b0${sfi}0001`)).toBe('9000');
    // The same reader outside the channel is a stranger again.
    expect(bench.send('00b0820009')).toBe('6982');
  });

  it('gives 256 bytes through the channel in two pieces', () => {
    const bench = new Bench().openChannel();
    bench.status('00a4020c021006');
    const whole = fileById(bench.card, 0x1006)?.content ?? new Uint8Array();
    expect(bench.secured('00b0010000').data).toEqual(whole.slice(256, 512));
  });
});

describe('READ BINARY with data objects', () => {
  it('wraps what it reads, with tag and length inside Le', () => {
    const bench = atCie();
    expect(bench.send('00b100010454020000' + '0e')).toBe(`530c${NIS}9000`);
    expect(bench.send('00b1000104540200060e')).toBe('53063738393031326282');
    expect(bench.send('00b10001045402000600')).toBe('53063738393031329000');
    expect(bench.send('00b100060454020000e4')).toMatch(/^5381e1.{450}9000$/);
    expect(bench.send('00b10006045402000000')).toMatch(/^5381fd.{506}9000$/);
    expect(bench.send('00b10006045402000081')).toMatch(/^537f.{254}9000$/);
  });

  it('names the file by short identifier, by identifier, or takes the current one', () => {
    const bench = atCie();
    expect(bench.send('00b1100103540100' + '0e')).toBe(`530c${NIS}9000`);
    expect(bench.send('00b1000003540106' + '08')).toBe('5306373839303132' + '9000');
    expect(bench.send('00b1000903540100' + '08')).toBe('6a82');
    expect(new Bench().send('00b1000003540100' + '08')).toBe('6986');
  });

  it('names what is wrong', () => {
    const bench = atCie();
    expect(bench.send('00b1000100')).toBe('6a80');
    expect(bench.send('00b100010354020000')).toBe('6a80');
    expect(bench.send('00b1000103550100' + '08')).toBe('6a80');
    expect(bench.send('00b10001065404000000000e')).toBe('6a80');
    expect(bench.send('00b100010354010c' + '08')).toBe('6b00');
    expect(bench.send('00b1000103540100')).toBe('6c0e');
    expect(bench.send('00b1000203540100' + '0b')).toBe('6982');
  });
});
