/** A terminal that somebody sits at, or a pipe. */
export interface Console {
  say(line: string): void;
  complain(line: string): void;
  /** A line, as it is typed. */
  ask(prompt: string): Promise<string>;
  /** Digits that nobody sees, as bytes; null when the answer was given up. Whoever asked overwrites them. */
  askSecret(prompt: string): Promise<Uint8Array | null>;
}

const ENTER: ReadonlySet<number> = new Set([0x0a, 0x0d]);
const BACKSPACE: ReadonlySet<number> = new Set([0x08, 0x7f]);
/** Ctrl-C and Ctrl-D. */
const GIVE_UP: ReadonlySet<number> = new Set([0x03, 0x04]);
const LINE_MAX = 200;

/** Reads byte by byte, so that a code never becomes a text. */
export function consoleOf(input: NodeJS.ReadStream, output: NodeJS.WriteStream, errors: NodeJS.WriteStream): Console {
  /** What was typed ahead of its question; null at the end of the input. */
  const typedAhead: number[] = [];
  let hasEnded = false;
  let wake: () => void = () => undefined;
  input.on('data', (chunk: Buffer) => {
    typedAhead.push(...chunk);
    chunk.fill(0);
    wake();
  });
  input.on('end', () => {
    hasEnded = true;
    wake();
  });
  input.pause();

  const next = async (): Promise<number | null> => {
    while (typedAhead.length === 0 && !hasEnded) {
      const more = new Promise<void>((resolve) => {
        wake = resolve;
      });
      input.resume();
      await more;
    }
    input.pause();
    return typedAhead.shift() ?? null;
  };

  const line = async (): Promise<Uint8Array | null> => {
    const typed = new Uint8Array(LINE_MAX);
    let length = 0;
    for (;;) {
      const byte = await next();
      if (byte === null || GIVE_UP.has(byte)) {
        typed.fill(0);
        return null;
      }
      if (ENTER.has(byte)) break;
      if (BACKSPACE.has(byte)) typed[length === 0 ? 0 : --length] = 0;
      else if (length < LINE_MAX) typed[length++] = byte;
    }
    const whole = typed.slice(0, length);
    typed.fill(0);
    return whole;
  };

  const raw = (on: boolean): void => {
    if (input.isTTY) input.setRawMode(on);
  };

  return {
    say: (text) => output.write(`${text}\n`),
    complain: (text) => errors.write(`${text}\n`),
    ask: async (prompt) => {
      output.write(`${prompt}: `);
      const typed = await line();
      return typed === null ? '' : Buffer.from(typed).toString('utf8').trim();
    },
    askSecret: async (prompt) => {
      output.write(`${prompt}: `);
      raw(true);
      try {
        return await line();
      } finally {
        raw(false);
        output.write('\n');
      }
    },
  };
}
