import type { ZodObject, z } from 'zod';
import type { Fields } from './fields.ts';

/** One thing to put right: `field` is the name of the control that the summary links to. */
export interface FormError {
  readonly field: string;
  /** A sentence that says what to do, in the reader's language. */
  readonly message: string;
}

export type FormErrors = readonly FormError[];

export type FormReading<Value> =
  | { readonly outcome: 'valid'; readonly value: Value; readonly typed: Fields }
  | { readonly outcome: 'invalid'; readonly errors: FormErrors; readonly typed: Fields };

/**
 * Reads a form against its schema.
 *
 * Messages in the schema are keys of the page's texts: `z.string().min(1, 'phoneMissing')`. A field that is absent (an
 * unticked box) is read as the empty string; fields the schema does not know are left out. One message a field: the first.
 * `typed` goes back to the page, whose secret fields ignore it.
 */
export function readForm<Schema extends ZodObject>(
  schema: Schema,
  body: unknown,
  say: (key: never) => string,
): FormReading<z.output<Schema>> {
  const sent: Readonly<Record<string, unknown>> = typeof body === 'object' && body !== null ? { ...body } : {};
  const typed: Record<string, string> = {};
  for (const name of Object.keys(schema.shape)) {
    const value = sent[name];
    typed[name] = typeof value === 'string' ? value : '';
  }
  const reading = schema.safeParse(typed);
  if (reading.success) return { outcome: 'valid', value: reading.data, typed };
  const errors = new Map<string, FormError>();
  for (const issue of reading.error.issues) {
    const field = String(issue.path[0] ?? '');
    // The schema's messages are the page's keys; the compiler cannot follow a key through zod.
    if (!errors.has(field)) errors.set(field, { field, message: say(issue.message as never) });
  }
  return { outcome: 'invalid', errors: [...errors.values()], typed };
}
