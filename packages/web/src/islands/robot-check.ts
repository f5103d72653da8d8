import { type Challenge, solveChallengeWorkers } from 'altcha-lib';

/** Puts the box in the place of the question, and works out the challenge once it is ticked. */
export function robotCheck(element: HTMLElement): void {
  const part = {
    box: element.querySelector<HTMLElement>('.robot-box'),
    question: element.querySelector<HTMLElement>('.robot-question'),
    tick: element.querySelector<HTMLInputElement>('input[type=checkbox]'),
    status: element.querySelector<HTMLElement>('[role=status]'),
    work: element.querySelector<HTMLInputElement>('.robot-box input[type=hidden]'),
  };
  const { box, question, tick, status, work } = part;
  if (box === null || question === null || tick === null || status === null || work === null) return;
  const { challenge: path = '', working = '', done = '', failed = '' } = element.dataset;
  question.remove();
  box.hidden = false;
  // A page that comes back from the history keeps the tick, but its answer is used up. One that the server sent again
  // for other fields brings the answer along.
  const kept = work.defaultValue;
  work.value = kept;
  tick.checked = kept !== '';
  status.textContent = kept === '' ? '' : done;

  let running: Promise<void> | null = null;
  const run = async () => {
    work.value = '';
    status.textContent = working;
    try {
      work.value = await solved(path);
      status.textContent = done;
    } catch {
      tick.checked = false;
      status.textContent = failed;
    } finally {
      running = null;
    }
  };
  tick.addEventListener('change', () => {
    if (tick.checked) running ??= run();
    else work.value = status.textContent = '';
  });
  // Sent while the work is going on: it leaves when the work is done.
  const { form } = tick;
  form?.addEventListener('submit', (event) => {
    if (running === null) return;
    event.preventDefault();
    void running.then(() => {
      if (work.value !== '') form.requestSubmit(event.submitter);
    });
  });
}

/** Fetches a challenge and works it out, in two workers so that the page stays alive. */
async function solved(path: string): Promise<string> {
  const answer = await fetch(path, { headers: { accept: 'application/json' } });
  if (!answer.ok) throw new Error('no challenge');
  const challenge: Challenge = await answer.json();
  const solution = await solveChallengeWorkers({
    challenge,
    concurrency: 2,
    createWorker: () => new Worker(new URL('./solver.ts', import.meta.url), { type: 'module' }),
  });
  if (solution === null) throw new Error('not solved');
  return btoa(JSON.stringify({ challenge, solution }));
}
