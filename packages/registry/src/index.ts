export * from './age.ts';
export * from './birthplace.ts';
export {
  type Citizen,
  citizenByFiscalCode,
  citizenIdOf,
  findCitizen,
  type Identity,
  registerCitizen,
} from './citizen.ts';
export * from './fiscal-code.ts';
export * from './issued-card.ts';
export { cardsOf, findCard, moveCard, revokeIssuedCard } from './issued-card-store.ts';
export { migrations } from './migrations.ts';
export * from './municipality.ts';
export { recordCard } from './record-card.ts';
