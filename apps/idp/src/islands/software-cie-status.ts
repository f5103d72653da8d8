/** Says beside the button whether Software CIE runs here, and whether reader and card are there. The button works without it. */
const EVERY_MILLISECONDS = 2000;

interface Status {
  readonly readers: number;
  readonly card: boolean;
}

const box = document.getElementById('software-cie-status');
if (box !== null) void watch(box);

async function watch(box: HTMLElement): Promise<void> {
  const line = box.querySelector('p');
  const check = box.querySelector('button');
  if (line === null || check === null) return;
  // Where the browser will ask whether this page may reach the computer's own programs, the citizen presses first.
  if (await willAsk()) {
    check.hidden = false;
    await new Promise((pressed) => check.addEventListener('click', pressed, { once: true }));
    check.hidden = true;
  }
  for (;;) {
    const words = describe(box, await ask(box.dataset['url'] ?? ''));
    // Set only when it changes: a screen reader hears each change, and nothing twice.
    if (line.textContent !== words) line.textContent = words;
    await new Promise((passed) => setTimeout(passed, EVERY_MILLISECONDS));
  }
}

/** Local Network Access, where the browser has it. */
async function willAsk(): Promise<boolean> {
  try {
    const { state } = await navigator.permissions.query({ name: 'loopback-network' as PermissionName });
    return state === 'prompt' && !isLocal(location.hostname);
  } catch {
    return false;
  }
}

/** A page of this very computer reaches its other programs without being asked. */
const isLocal = (host: string): boolean => host === 'localhost' || host.endsWith('.localhost') || host === '127.0.0.1';

async function ask(url: string): Promise<Status | null> {
  try {
    const answer = await fetch(url, { cache: 'no-store', credentials: 'omit', signal: AbortSignal.timeout(3000) });
    const status: unknown = answer.ok ? await answer.json() : null;
    return isStatus(status) ? status : null;
  } catch {
    return null;
  }
}

const isStatus = (value: unknown): value is Status =>
  typeof value === 'object' &&
  value !== null &&
  'readers' in value &&
  typeof value.readers === 'number' &&
  'card' in value &&
  typeof value.card === 'boolean';

function describe({ dataset }: HTMLElement, status: Status | null): string {
  if (status === null) return dataset['absent'] ?? '';
  if (status.card) return dataset['ready'] ?? '';
  return (status.readers > 0 ? dataset['noCard'] : dataset['noReader']) ?? '';
}
