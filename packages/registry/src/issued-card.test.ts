import { describe, expect, it } from 'vitest';
import { type CardStatus, cardState, expiryOf } from './issued-card.ts';

describe('issued card', () => {
  it('COD-07 is good for what its status and its last day say', () => {
    const state = (status: CardStatus, today: string) => cardState({ status, expiresOn: '2030-05-20' }, today);
    for (const status of ['requested', 'in-production', 'shipped'] as const) {
      expect(state(status, '2030-05-20')).toBe('not-yet-delivered');
      expect(state(status, '2030-05-21')).toBe('expired');
    }
    expect(state('delivered', '2030-05-20')).toBe('usable');
    expect(state('delivered', '2030-05-21')).toBe('expired');
    expect(state('revoked', '2026-01-01')).toBe('revoked');
    expect(state('revoked', '2040-01-01')).toBe('revoked');
  });

  it('lasts three, five or ten years by age, and on to the birthday that follows', () => {
    expect(expiryOf('2024-03-01', '2026-11-25')).toBe('2030-03-01');
    expect(expiryOf('2023-11-26', '2026-11-25')).toBe('2029-11-26');
    expect(expiryOf('2023-11-25', '2026-11-25')).toBe('2031-11-25');
    expect(expiryOf('2008-11-26', '2026-11-25')).toBe('2031-11-26');
    expect(expiryOf('2008-11-25', '2026-11-25')).toBe('2036-11-25');
    expect(expiryOf('1960-11-24', '2026-11-25')).toBe('2037-11-24');
  });

  it('ends on 1 March in common years for those born on 29 February', () => {
    expect(expiryOf('1980-02-29', '2025-01-10')).toBe('2035-03-01');
    expect(expiryOf('1980-02-29', '2026-01-10')).toBe('2036-02-29');
  });
});
