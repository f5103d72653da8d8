export type { CardPress } from './card-press.ts';
export { deliverCard } from './deliver-card.ts';
export { type DrawKeyPair, fillKeyPool } from './key-pool.ts';
export { migrations } from './migrations.ts';
export { type Production, produceCard } from './produce-card.ts';
export { checkPukDigits } from './puk-digits.ts';
export { type CardRequest, requestCard } from './request-card.ts';
export { type RevocationReason, revokeCard } from './revoke-card.ts';
