export { type CardRsaKeyPair, drawCardKeyPair } from './card-key-pair.ts';
export { keysWithHsm } from './hsm-keys.ts';
export { type HsmPlace, type HsmToken, openHsmToken } from './hsm-token.ts';
export {
  type ListedKey,
  listKeys,
  RENEWABLE_PURPOSES,
  type RenewablePurpose,
  type RenewedKey,
  type RenewedMaster,
  renewKeys,
  renewMasterKey,
} from './renew-keys.ts';
export { openSoftwareKeys } from './software-keys.ts';
export { openTerminalAuthorityKey } from './terminal-authority-key.ts';
