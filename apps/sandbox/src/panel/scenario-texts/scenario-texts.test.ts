import { expect, it as fact } from 'vitest';
import { SCENARIOS } from '../../people/scenarios.ts';
import { it as italian } from './it.ts';

fact('every scenario has its sentence, and no sentence outlives its scenario', () => {
  expect(Object.keys(italian).sort()).toEqual(SCENARIOS.map(({ name }) => name).sort());
});
