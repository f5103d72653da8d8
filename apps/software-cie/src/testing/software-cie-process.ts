// Software CIE in a process of its own, for looking into its memory. The card stays with whoever started it: commands and answers
// go through the channel between the two, in hexadecimal.
import { fromHex, hex } from '@tessera/base';
import type { ReaderSource } from '@tessera/readers';
import { nodePrimitives } from '@tessera/readers';
import { readTerminal } from '../start/terminal-file.ts';
import { openTestSoftwareCie } from './open-software-cie.ts';
import { READER } from './virtual-readers.ts';

const ATR = Uint8Array.of(0x3b, 0x80, 0x80, 0x01, 0x01);

const readers: ReaderSource = {
  list: async () => [{ name: READER, atr: ATR }],
  watch: () => () => undefined,
  connect: async () => {
    await ask('reset');
    return {
      atr: ATR,
      reset: async () => void (await ask('reset')),
      close: async () => undefined,
      transmit: async (command) => fromHex(await ask(hex(command))),
    };
  },
};

function ask(what: string): Promise<string> {
  return new Promise((resolve) => {
    process.once('message', (answer) => resolve(String(answer)));
    process.send?.(what);
  });
}

const [file = ''] = process.argv.slice(2);
const bed = await openTestSoftwareCie({ readers, terminal: await readTerminal(file, nodePrimitives()) });
process.send?.(bed.origin);
process.on('SIGTERM', () => void bed.close().then(() => process.exit(0)));
