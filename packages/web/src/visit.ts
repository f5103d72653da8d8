import type { Catalogue, Language, Say } from '@tessera/base';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Fields } from './fields.ts';
import type { FormErrors } from './read-form.ts';
import type { AppSettings } from './settings.ts';

/** The app's own name and home, as the header shows them. */
export interface Site {
  /** Central header: the site's name, in each language. */
  readonly name: Readonly<Record<Language, string>>;
  /** Slim header; the settings' authority where it is absent (a municipality shows its own). */
  readonly authority?: string;
}

/** One request for a page, as its pieces see it. */
export interface Visit {
  readonly app: string;
  readonly site: Site;
  readonly settings: AppSettings;
  readonly language: Language;
  /** Path and query of this page: where a change of language returns to. */
  readonly path: string;
  readonly formToken: string;
  /** Address of a built asset by its name, such as `main.css`. */
  readonly asset: (name: string) => string;
}

/** What the page's fields lean on. */
export interface FormState {
  readonly errors: FormErrors;
  readonly typed: Fields;
}

export const VisitContext = createContext<Visit | null>(null);
export const FormStateContext = createContext<FormState>({ errors: [], typed: {} });

/** Throws when a piece is rendered outside `reply.page`. */
export function useVisit(): Visit {
  const visit = useContext(VisitContext);
  if (visit === null) throw new Error('pages are rendered by reply.page');
  return visit;
}

/** The texts of a catalogue in the reader's language. */
export function useSay<Key extends string>(texts: Catalogue<Key>): Say<Key> {
  return texts(useVisit().language);
}
