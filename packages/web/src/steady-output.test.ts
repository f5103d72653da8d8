import { describe, expect, it } from 'vitest';
import { steadyOutput } from './steady-output.ts';

/** A volume that takes so many bytes and is then full, until somebody makes room. */
function volume(room: number) {
  const taken: Buffer[] = [];
  return {
    makeRoom: (bytes: number) => {
      room += bytes;
    },
    text: () => Buffer.concat(taken).toString(),
    write: (bytes: Uint8Array): number => {
      if (room === 0) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
      const part = Buffer.from(bytes.subarray(0, room));
      taken.push(part);
      room -= part.length;
      return part.length;
    },
  };
}

describe('T-INF-05 the log’s output', () => {
  it('writes each line at once', () => {
    const disk = volume(1000);
    const output = steadyOutput(disk.write);
    output.write('one\n');
    expect(disk.text()).toBe('one\n');
    output.write('two\n');
    expect(disk.text()).toBe('one\ntwo\n');
  });

  it('keeps lines while the volume is full, and writes them whole and in order when there is room', () => {
    const disk = volume(6);
    const output = steadyOutput(disk.write);
    for (const line of ['one\n', 'two\n', 'three\n']) output.write(line);
    expect(disk.text()).toBe('one\ntw');
    disk.makeRoom(1000);
    output.write('four\n');
    expect(disk.text()).toBe('one\ntwo\nthree\nfour\n');
  });

  it('keeps a mebibyte and no more, however long it lasts', () => {
    const disk = volume(0);
    const output = steadyOutput(disk.write);
    const line = `${'x'.repeat(65_535)}\n`;
    for (let i = 0; i < 100; i++) output.write(line);
    disk.makeRoom(100 * line.length);
    output.write('last\n');
    expect(disk.text()).toHaveLength(16 * line.length);
    output.write('again\n');
    expect(disk.text().endsWith('\nagain\n')).toBe(true);
  });
});
