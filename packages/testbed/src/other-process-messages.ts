import type { Place } from './ground-at.ts';

/** From the test to the process that it started. */
export type ToChild =
  | {
      readonly kind: 'begin';
      readonly place: Place;
      readonly now: number;
      readonly script: string;
      readonly input: unknown;
      readonly index: number;
    }
  | { readonly kind: 'go' };

/** From the process to the test. */
export type FromChild =
  | { readonly kind: 'ready' }
  | { readonly kind: 'acknowledged'; readonly report: unknown }
  | { readonly kind: 'result'; readonly result: unknown }
  | { readonly kind: 'failed'; readonly error: string };
