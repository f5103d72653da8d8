/**
 * Takes this part of the page anew from the server whenever something happened there.
 *
 * Whoever is reading is not disturbed: what is open stays open, and the focus stays where it was.
 */
export function liveRegion(region: HTMLElement): void {
  const source = new EventSource(region.dataset['live'] ?? '');
  let asking = false;
  let again = false;
  const show = async () => {
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    const fresh = await freshPart(region.id).catch(() => null);
    if (fresh !== null) replace(region, fresh);
    asking = false;
    if (again) {
      again = false;
      void show();
    }
  };
  source.addEventListener('changed', () => void show());
}

/** The same part of the same page, as the server would draw it now; null when it cannot be had. */
async function freshPart(id: string): Promise<HTMLElement | null> {
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
  if (!answer.ok) return null;
  return new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById(id);
}

function replace(region: HTMLElement, fresh: HTMLElement): void {
  if (region.innerHTML === fresh.innerHTML) return;
  const focused = region.contains(document.activeElement) ? (document.activeElement?.closest('[id]')?.id ?? '') : '';
  const open = Array.from(region.querySelectorAll('details[open][id]'), ({ id }) => id);
  region.replaceChildren(...document.adoptNode(fresh).childNodes);
  for (const id of open) document.getElementById(id)?.setAttribute('open', '');
  if (focused !== '') document.getElementById(focused)?.focus();
}
