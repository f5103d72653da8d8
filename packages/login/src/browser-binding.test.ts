import { openTestbed, type Testbed } from '@tessera/testbed';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bindingOf, holderOf, raisedToken } from './browser-binding.ts';

describe('binding of a login to its browser', () => {
  let bed: Testbed;
  beforeAll(async () => {
    bed = await openTestbed('sqlite');
  });
  afterAll(() => bed.close());

  const bound = (token: string, id = 'one') => ({ id, boundTo: bindingOf(bed.keys, id, token) });

  it('belongs to the token, and to that login alone', () => {
    expect(holderOf(bed.keys, bound('token'), { token: 'token', attempt: null })).toEqual({
      holds: 'yes',
      token: 'token',
    });
    expect(holderOf(bed.keys, bound('token'), { token: 'other', attempt: null })).toEqual({ holds: 'no' });
    expect(holderOf(bed.keys, bound('token'), { token: null, attempt: 'form' })).toEqual({ holds: 'no' });
    const { boundTo } = bound('token');
    expect(holderOf(bed.keys, { id: 'two', boundTo }, { token: 'token', attempt: null })).toEqual({ holds: 'no' });
  });

  it('T-LOG-16 leaves the old token dead after a rise, except for the very form that raised it', () => {
    const raised = raisedToken(bed.keys, 'one', 'old', 'form');
    expect(holderOf(bed.keys, bound(raised), { token: raised, attempt: null }).holds).toBe('yes');
    expect(holderOf(bed.keys, bound(raised), { token: 'old', attempt: null }).holds).toBe('no');
    expect(holderOf(bed.keys, bound(raised), { token: 'old', attempt: 'another form' }).holds).toBe('no');
    expect(holderOf(bed.keys, bound(raised), { token: 'old', attempt: 'form' })).toEqual({
      holds: 'after-repetition',
      token: raised,
    });
  });

  it('keeps neither the token nor anything to make it from', () => {
    const { boundTo } = bound('token');
    expect(boundTo).toHaveLength(32);
    expect(Buffer.from(boundTo).toString('latin1')).not.toContain('token');
  });
});
