import type { Instant } from '@tessera/base';
import type { Exchange } from './exchange.ts';

export type Level = 1 | 2 | 3;

/** What a service asks for. */
export interface Wish {
  readonly level: Level;
  /** Authenticate again, also where the provider knows the browser. */
  readonly fresh?: boolean;
  /** Read the same data again later, without the citizen. */
  readonly offline?: boolean;
  /** Wire names; the four data when absent. */
  readonly claims?: readonly string[];
  /** BCP 47, best first. */
  readonly languages?: readonly string[];
}

/** What the service remembers, bound to the browser, until the citizen comes back. */
export interface PendingSignIn {
  readonly wish: Wish;
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  readonly startedAt: Instant;
  /** The whole address that the browser was sent to. */
  readonly address: string;
}

/** A citizen has come back, and everything about the answer holds. */
export interface SignIn {
  readonly outcome: 'signed-in';
  readonly pending: PendingSignIn;
  /** Who the citizen is for this service, and for no other. */
  readonly subject: string;
  /** The level really used: never below the one asked. */
  readonly level: Level;
  /** What the citizen agreed to send, by wire name. */
  readonly data: Readonly<Record<string, string>>;
  /** The parameters that the browser brought back. */
  readonly answer: Readonly<Record<string, string>>;
  readonly accessToken: string;
  readonly refreshToken: string | null;
  /** The verified claims, and the JWTs as they were signed. */
  readonly idToken: { readonly jwt: string; readonly claims: Readonly<Record<string, unknown>> };
  readonly userinfo: { readonly jwt: string; readonly claims: Readonly<Record<string, unknown>> };
  readonly exchanges: readonly Exchange[];
}

export type SignInResult =
  | SignIn
  /** The provider says no: cancelled, not agreed, too slow, level not reachable, or a mistake in our request. */
  | {
      readonly outcome: 'refused';
      readonly error: string;
      readonly description: string;
      readonly pending: PendingSignIn;
    }
  /** The answer does not hold, or the provider cannot be reached. Nothing of it is believed. */
  | {
      readonly outcome: 'failed';
      readonly code: string;
      readonly message: string;
      readonly pending: PendingSignIn;
      readonly exchanges: readonly Exchange[];
    };
