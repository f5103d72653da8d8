import { webTexts } from '../texts/index.ts';
import { useSay } from '../visit.ts';

export interface Crumb {
  readonly text: string;
  /** Absent for the page itself. */
  readonly href?: string;
}

/** "Home / Attiva". The last one is the page itself. */
export function Breadcrumb({ home, crumbs }: { readonly home: string; readonly crumbs: readonly Crumb[] }) {
  const say = useSay(webTexts);
  const trail: readonly Crumb[] = [{ text: say('home'), href: home }, ...crumbs];
  return (
    <nav class="breadcrumb-container" aria-label={say('breadcrumb')}>
      <ol class="breadcrumb">
        {trail.map((crumb, i) =>
          i === trail.length - 1 ? (
            <li key={crumb.text} class="breadcrumb-item active" aria-current="page">
              {crumb.text}
            </li>
          ) : (
            <li key={crumb.text} class="breadcrumb-item">
              {crumb.href === undefined ? crumb.text : <a href={crumb.href}>{crumb.text}</a>}
              <span class="separator" aria-hidden="true">
                /
              </span>
            </li>
          ),
        )}
      </ol>
    </nav>
  );
}
