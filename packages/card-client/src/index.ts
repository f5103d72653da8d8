export { CardError, type CardFault } from './card-error.ts';
export type { CardReader } from './card-reader.ts';
export type { CardChannel } from './channel.ts';
export { readCertificate, readDocumentNumber, sign } from './citizen.ts';
export { type CodeCheck, type CodeName, type Consent, changePin, triesLeft, unblockPin, verifyPin } from './codes.ts';
export { type Enrolment, type EnrolmentResult, enrol } from './enrol.ts';
export { proveOriginal, readNis, readSecurityObject } from './identity-card.ts';
export { openChannel } from './open-channel.ts';
export { certifiedTerminal, selfCertifyingTerminal, type Terminal, type TerminalKey } from './terminal.ts';
