export * from './bench.ts';
export * from './card-session.ts';
export * from './test-card.ts';
