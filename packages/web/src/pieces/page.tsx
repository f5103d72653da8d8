import type { ComponentChildren } from 'preact';
import type { Fields } from '../fields.ts';
import type { FormErrors } from '../read-form.ts';
import { webTexts } from '../texts/index.ts';
import { FormStateContext, useSay, useVisit } from '../visit.ts';
import { Breadcrumb, type Crumb } from './breadcrumb.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { Footer } from './footer.tsx';
import { Header, type NavLink } from './header.tsx';
import { Stepper, type StepperProps } from './stepper.tsx';

export interface PageProps {
  /** The one `<h1>`, and the first part of `<title>`. */
  readonly title: string;
  /** First part of `<title>` where all steps share one `<h1>`: a screen reader says it as the page opens. */
  readonly step?: string | undefined;
  /** Second part of `<title>`: "{passo} – {procedura} – Tessera". */
  readonly procedure?: string;
  /** Under the `<h1>`: what the page is for. */
  readonly lead?: ComponentChildren;
  /** Public pages only: wizard and login pages have fewer ways out. */
  readonly nav?: readonly NavLink[];
  /** After "Home"; the last one is this page and has no address. */
  readonly breadcrumb?: readonly Crumb[];
  /** Right end of the slim header: who is signed in, a way out. */
  readonly account?: ComponentChildren;
  readonly stepper?: StepperProps;
  /** What to put right: shown above the `<h1>` and beside each field. */
  readonly errors?: FormErrors;
  /** What was typed before, for the fields to show again; secret fields never do. */
  readonly typed?: Fields;
  /** Names of further scripts of the app (`extraScripts` of createWebServer). */
  readonly scripts?: readonly string[];
  /** File names of further styles of the app (`extraStyles`), after our own. */
  readonly styles?: readonly string[];
  /** The form of this page ends at another program, which must hear from whom it comes: its origin, and no more. */
  readonly tellsOrigin?: boolean;
  /** Addresses in place of `/` for the logo and "Home". */
  readonly home?: string;
  readonly children: ComponentChildren;
}

/** A whole document in the order of `ux.md` section 2. */
export function Page(props: PageProps) {
  const { language, asset } = useVisit();
  const say = useSay(webTexts);
  const { errors = [], typed = {}, home = '/' } = props;
  const prefix = errors.length > 0 ? `${say('errorPrefix')} ` : '';
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content={props.tellsOrigin === true ? 'origin' : 'no-referrer'} />
        <title>
          {prefix +
            [props.step ?? props.title, props.procedure, 'Tessera'].filter((part) => part !== undefined).join(' – ')}
        </title>
        <link rel="icon" href={asset('mark.svg')} type="image/svg+xml" />
        <link rel="stylesheet" href={asset('bootstrap-italia.css')} />
        <link rel="stylesheet" href={asset('tessera.css')} />
        {props.styles?.map((name) => (
          <link key={name} rel="stylesheet" href={asset(name)} />
        ))}
        <script type="module" src={asset('page.js')} />
        {props.scripts?.map((name) => (
          <script key={name} type="module" src={asset(`${name}.js`)} />
        ))}
      </head>
      <body>
        <Header home={home} nav={props.nav} account={props.account} />
        <FormStateContext.Provider value={{ errors, typed }}>
          <main id="contenuto" class="container" tabIndex={-1}>
            {props.breadcrumb !== undefined && <Breadcrumb home={home} crumbs={props.breadcrumb} />}
            <ErrorSummary errors={errors} />
            <h1>{props.title}</h1>
            {props.lead !== undefined && <p class="lead">{props.lead}</p>}
            {props.stepper !== undefined && <Stepper {...props.stepper} />}
            {props.children}
          </main>
        </FormStateContext.Provider>
        <Footer />
      </body>
    </html>
  );
}
