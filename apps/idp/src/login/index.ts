import type { FastifyInstance } from 'fastify';
import { readsCards } from '../card/card-options.ts';
import { cardForms } from './card-forms.ts';
import { codeForms } from './code-forms.ts';
import { consentForms } from './consent-forms.ts';
import { credentialsForm } from './credentials-form.ts';
import type { LoginDeps } from './deps.ts';
import { loginPages } from './login-pages.ts';

export { logins } from './begin-login.ts';
export type { LoginDeps } from './deps.ts';

/** The pages of a login, and their forms. */
export function loginRoutes(server: FastifyInstance, deps: LoginDeps): void {
  loginPages(server, deps);
  credentialsForm(server, deps);
  codeForms(server, deps);
  consentForms(server, deps);
  if (readsCards(deps.card)) cardForms(server, deps, deps.card);
}
