export { deliverCard } from './deliver-card.ts';
export { migrations } from './migrations.ts';
export { checkPukDigits } from './puk-digits.ts';
export { type CardRequest, requestCard } from './request-card.ts';
export { type RevocationReason, revokeCard } from './revoke-card.ts';
