export { createSoftwareCie, type SoftwareCieOptions } from './create-software-cie.tsx';
export type { ProviderSettings } from './provider/provider.ts';
