export { callCard } from './call-card.ts';
export { ownPort } from './own-port.ts';
export { type PrivatePcscd, startPcscd, whatPcscdMisses } from './pcscd.ts';
