export type { Answer, Correlation, LoginOrigin, Logins, Protocol } from './bridge.ts';
export { cardCheck } from './card/card-check.ts';
export type { CardOptions } from './card/card-options.ts';
export { createIdp, type IdpOptions } from './create-idp.tsx';
export type { DoorTls } from './door/card-tls.ts';
export { type CardDoorOptions, createCardDoor } from './door/create-card-door.tsx';
