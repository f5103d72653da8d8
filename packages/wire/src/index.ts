export * from './card-challenge.ts';
export * from './card-proof.ts';
export * from './software-cie-status.ts';
