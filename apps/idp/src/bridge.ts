import type { AuthenticationRequest, LoginResult } from '@tessera/assurance';
import type { Sql } from '@tessera/base';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** What the browser is sent when a login has ended. */
export type Answer =
  | { readonly kind: 'redirect'; readonly url: string }
  /** A page that posts these fields to the service. */
  | { readonly kind: 'form-post'; readonly action: string; readonly fields: Readonly<Record<string, string>> };

/** What a protocol offers to the login pages. `id` is its own record of the request. */
export interface Protocol {
  /**
   * Turns the end of a login into the protocol's answer. Called once for each login, in the transaction that ends it:
   * awaits only its own statements. Must also work some time after the login's ten minutes (`timed-out`).
   */
  answer(sql: Sql, id: string, result: LoginResult): Promise<Answer>;
}

/** Which protocol a login answers, and to which of its requests. */
export interface Correlation {
  readonly protocol: 'oidc' | 'accesses';
  readonly id: string;
}

/** What the login pages offer to a protocol's routes. */
export interface Logins<Login> {
  /** Starts a login, in the transaction in which the protocol writes its request down. */
  begin(sql: Sql, reply: FastifyReply, asked: AuthenticationRequest, from: LoginOrigin): Promise<Login>;
  /** Sends the browser to the first page of a login that has begun. */
  lead(request: FastifyRequest, reply: FastifyReply, login: Login): FastifyReply;
}

export interface LoginOrigin {
  readonly correlation: Correlation;
  /** The one registered origin that the pages' forms may end at (CSP `form-action`). */
  readonly returnOrigin: string | null;
}
