// tessera-cie: Software CIE at a citizen's computer, as a page on loopback ("start") and as commands.
import { LANGUAGES, systemClock, systemRandom } from '@tessera/base';
import { nodePrimitives, pcscReaders } from '@tessera/readers';
import { openDesk } from './card/desk.ts';
import { consoleOf } from './command-line/console.ts';
import { EXIT, isCommand, runCommand } from './command-line/run.ts';
import { openPairings } from './pairing/pairings.ts';
import { providerAt } from './provider/provider.ts';
import { readSettings, SettingsIncomplete } from './start/settings.ts';
import { readTerminal } from './start/terminal-file.ts';
import { texts } from './texts/index.ts';

const VERSION = '0.1.0';

const wished = (process.env['LC_ALL'] ?? process.env['LANG'] ?? '').slice(0, 2);
const say = texts(LANGUAGES.find((language) => language === wished) ?? 'it');
const console = consoleOf(process.stdin, process.stdout, process.stderr);
const words = process.argv.slice(2);
const [name, ...rest] = words;

if (name === undefined || words.includes('--help') || words.includes('-h')) {
  console.say(say('cliUsage'));
  process.exit(name === undefined ? EXIT.wrongUsage : EXIT.done);
}
if (name === '--version') {
  console.say(VERSION);
  process.exit(EXIT.done);
}
if (name !== 'start' && !isCommand(name)) {
  console.complain(`${say('cliUnknown', { command: name })}\n\n${say('cliUsage')}`);
  process.exit(EXIT.wrongUsage);
}
if (rest.length > 0) {
  // A code among them would stand in the shell's history by now: it is not repeated here.
  console.complain(say('cliNoArguments'));
  process.exit(EXIT.wrongUsage);
}

try {
  const { app: settings, port, provider: origin, terminal: file, folder } = readSettings(process.env);
  const primitives = nodePrimitives();
  const terminal = await readTerminal(file, primitives);
  const readers = pcscReaders();
  const provider = { origin };
  if (name === 'start') {
    // A command without pages does without all that makes them.
    const { serve } = await import('@tessera/web');
    const { createSoftwareCie } = await import('./create-software-cie.tsx');
    const options = { settings, readers, terminal, primitives, provider, folder, log: {} };
    const server = await createSoftwareCie({ ...options, clock: systemClock, random: systemRandom });
    server.addHook('onClose', async () => readers.close());
    await serve(server, { HOST: '127.0.0.1', PORT: port });
    console.say(say('cliRunning', { origin: settings.origin }));
  } else {
    const exit = await runCommand(name, {
      desk: openDesk(readers, terminal, primitives),
      pairings: await openPairings(folder, systemRandom),
      provider: providerAt(provider, systemClock),
      clock: systemClock,
      console,
      say,
    });
    // The service's own thread would go on listening; what was said goes out first.
    process.stdout.write('', () => process.exit(exit));
  }
} catch (error) {
  if (error instanceof SettingsIncomplete) console.complain(say('cliSettings', { file: error.file }));
  console.complain(error instanceof Error ? error.message : String(error));
  process.exit(EXIT.notDone);
}
