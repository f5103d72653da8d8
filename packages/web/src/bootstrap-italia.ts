import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * The classes of Bootstrap Italia that pages may ask for. Its 600 kB style a hundred components; these few are ours, and
 * the rules of all others are left out of what browsers load. A page that wants another one adds it here.
 */
const KEPT: ReadonlySet<string> = new Set(
  [
    'active breadcrumb breadcrumb-container breadcrumb-item callout confirmed container danger form-control',
    'btn btn-danger btn-link btn-outline-primary btn-primary btn-sm disabled',
    'h1 h2 h3 h4 h5 h6 it-header-wrapper lead link-list list-unstyled row col-12 col-lg-5 col-lg-7 col-lg-8',
    'mb-0 mb-1 mb-2 mb-3 mb-4 mb-5 mt-0 mt-1 mt-2 mt-3 mt-4 mt-5 my-0 my-1 my-2 my-3 my-4 my-5',
    'separator skiplinks small steppers steppers-header steppers-index steppers-number text',
    'visually-hidden visually-hidden-focusable',
  ].flatMap((line) => line.split(' ')),
);

export interface BootstrapItalia {
  /** Its rules, but for the one font it holds as data (a video player's): then `font-src 'self'` is enough. */
  readonly css: string;
  /** Names of its classes that no page asks for. */
  readonly unused: readonly string[];
}

export async function bootstrapItalia(): Promise<BootstrapItalia> {
  const path = require.resolve('bootstrap-italia/dist/css/bootstrap-italia.min.css');
  const whole = await readFile(path, 'utf8');
  const css = whole
    .replace(/@font-face\{font-family:VideoJS;[^}]*\}/, '')
    .replace(/\/\*# sourceMappingURL=.*?\*\//, '');
  if (/@font-face[^}]*data:/.test(css)) throw new Error('Bootstrap Italia holds a font as data: cut it here');
  const classes = new Set([...css.matchAll(/\.(-?[_a-zA-Z][\w-]*)/g)].flatMap(([, name]) => name ?? []));
  return { css, unused: [...classes].filter((name) => !KEPT.has(name)) };
}
