import type { FormErrors } from '../read-form.ts';
import { webTexts } from '../texts/index.ts';
import { useSay } from '../visit.ts';

/**
 * What to put right, one link a field. Receives the focus when the page opens (`islands/page.ts`);
 * without JavaScript `role="alert"` and the title's prefix say it.
 */
export function ErrorSummary({ errors }: { readonly errors: FormErrors }) {
  const say = useSay(webTexts);
  if (errors.length === 0) return null;
  return (
    <div class="callout danger error-summary" role="alert" tabIndex={-1} data-island="focus-at-once">
      <h2 class="h5">{say('errorsHeading')}</h2>
      <ul>
        {errors.map(({ field, message }) => (
          <li key={field + message}>{field === '' ? message : <a href={`#${field}`}>{message}</a>}</li>
        ))}
      </ul>
    </div>
  );
}
