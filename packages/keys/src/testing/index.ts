export { openSoftHsm, type SoftHsm, softHsmMissing } from './soft-hsm.ts';
