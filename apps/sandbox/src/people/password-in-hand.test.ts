import type { Credentials } from '@tessera/credentials';
import { describe, expect, it } from 'vitest';
import { passwordInHand } from './password-in-hand.ts';

const active: Credentials = { status: 'active', secondFactor: 'sms', activatedAt: 0, secretsVersion: 1 };

describe('what the panel says of a password', () => {
  it('shows the one that the sandbox chose while it opens', () => {
    expect(passwordInHand('chosen', active)).toBe('known');
  });

  // What used to go wrong: whoever activated in the portal stood there as "not active", and a recovered password as the old one.
  it('knows nothing of one that a person chose, in the wizard or through recovery', () => {
    expect(passwordInHand(null, active)).toBe('their-own');
    expect(passwordInHand('chosen', { ...active, secretsVersion: 2 })).toBe('their-own');
  });

  it('says when none opens anything', () => {
    expect(passwordInHand(null, null)).toBe('not-active');
    expect(passwordInHand('chosen', { ...active, status: 'suspended' })).toBe('suspended');
  });
});
