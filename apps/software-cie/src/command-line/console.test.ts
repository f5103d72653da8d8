import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { consoleOf } from './console.ts';

/** Somebody at a terminal: what is typed, and all that appears. */
function terminal() {
  const input = Object.assign(new PassThrough(), {
    isTTY: true,
    modes: [] as boolean[],
    setRawMode: (on: boolean) => input.modes.push(on),
  });
  const output = new PassThrough();
  const shown: string[] = [];
  output.on('data', (chunk) => shown.push(String(chunk)));
  const asTty = (stream: PassThrough) => stream as unknown as NodeJS.WriteStream;
  const console = consoleOf(input as unknown as NodeJS.ReadStream, asTty(output), asTty(output));
  return { console, input, shown };
}

describe('a code at the terminal', () => {
  it('T-CRD-12 is not shown, and what carried it is overwritten', async () => {
    const { console, input, shown } = terminal();
    const asked = console.askSecret('PIN');
    const chunk = Buffer.from('1234');
    input.write(chunk);
    input.write(Buffer.from('5\u007f5678\r'));
    expect(Buffer.from((await asked) ?? []).toString()).toBe('12345678');
    expect(chunk).toEqual(Buffer.alloc(4));
    expect(input.modes).toEqual([true, false]);
    expect(shown.join('')).toBe('PIN: \n');
  });

  it('may be given up, and may have been typed ahead', async () => {
    const { console, input } = terminal();
    input.write(Buffer.from('11112222\r1\u0003'));
    expect(Buffer.from((await console.askSecret('PIN')) ?? []).toString()).toBe('11112222');
    expect(await console.askSecret('PIN')).toBeNull();
    const asked = console.askSecret('PIN');
    input.end();
    expect(await asked).toBeNull();
  });
});
