// npm start: the whole country in one process. Settings, start, signals; everything else is in start/.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { explainFailure } from './start/explain-failure.ts';
import { readSettings, type SandboxSettings, USAGE } from './start/settings.ts';

const OLDEST_NODE = [24, 7] as const;
const EXIT = { failed: 1, wrongUsage: 2, interrupted: 130 } as const;
/** One press of Ctrl-C arrives up to three times: from the terminal, from npm, from scripts/run.mjs. */
const SAME_PRESS_MILLISECONDS = 1_000;
/** A stop that takes longer than this has hung. */
const STOP_PATIENCE_MILLISECONDS = 10_000;
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
  end(
    EXIT.failed,
    `Tessera needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}. "npm start" brings its own.`,
  );
}
const root = join(import.meta.dirname, '../../..');
const reading = readSettings(process.argv.slice(2), process.env, root);
switch (reading.outcome) {
  case 'help':
    console.log(USAGE);
    break;
  case 'wrong':
    end(EXIT.wrongUsage, `${reading.problem}\n\n${USAGE}`);
    break;
  case 'start':
    await run(reading.settings);
}

async function run(settings: SandboxSettings): Promise<void> {
  const { open, terminalExponentFile: file, ...options } = settings;
  const begun = performance.now();
  // Loaded only now: an older Node would fail on it before it could say why.
  const { drawEarly } = await import('./start/early-key-pairs.ts');
  const keyPairs = drawEarly(settings);
  const { startSandbox } = await import('./start/start-sandbox.ts');
  const { announcement } = await import('./start/announcement.ts');
  const explain = (error: unknown) => explainFailure(error, settings);
  try {
    const starting = startSandbox({
      ...options,
      keyPairs,
      terminalExponent: file === null ? null : readFileSync(file),
    });
    stopOnSignals(async () => (await starting).stop(), explain);
    const sandbox = await starting;
    console.log(await announcement(sandbox, (performance.now() - begun) / 1_000));
    if (open) (await import('./start/open-browser.ts')).openBrowser(sandbox.addresses['controlPanel'] ?? '');
  } catch (error) {
    end(EXIT.failed, explain(error));
  }
}

/** The first signal stops cleanly, a later one at once. */
function stopOnSignals(stop: () => Promise<void>, explain: (error: unknown) => string): void {
  let pressedAt: number | null = null;
  const press = () => {
    if (pressedAt === null) {
      pressedAt = performance.now();
      console.log('\nStopping …');
      stop().then(
        () => end(0, 'Stopped. Data stay where they are.'),
        (error: unknown) => end(EXIT.failed, explain(error)),
      );
      setTimeout(() => end(EXIT.failed, 'It did not stop in time, and was ended.'), STOP_PATIENCE_MILLISECONDS).unref();
    } else if (performance.now() - pressedAt > SAME_PRESS_MILLISECONDS) {
      end(EXIT.interrupted, 'Ended at once.');
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, press);
}

function end(code: number, message: string): never {
  if (code === 0) console.log(message);
  else console.error(message);
  process.exit(code);
}
