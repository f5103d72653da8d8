import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readForm } from './read-form.ts';

const texts = { missing: 'Scrivi il nome', long: 'Al massimo tre lettere', tick: 'Spunta la casella' };
const say = (key: keyof typeof texts): string => texts[key];
const schema = z.object({ name: z.string().trim().min(1, 'missing').max(3, 'long'), agreed: z.literal('on', 'tick') });

describe('reading a form', () => {
  it('gives the value in the schema’s own spelling', () => {
    const form = readForm(schema, { name: ' Ada ', agreed: 'on' }, say);
    expect(form).toMatchObject({ outcome: 'valid', value: { name: 'Ada', agreed: 'on' } });
  });

  it('says for each field what to do, once, and keeps what was typed', () => {
    const form = readForm(schema, { name: 'Zefira' }, say);
    expect(form).toEqual({
      outcome: 'invalid',
      errors: [
        { field: 'name', message: 'Al massimo tre lettere' },
        { field: 'agreed', message: 'Spunta la casella' },
      ],
      typed: { name: 'Zefira', agreed: '' },
    });
  });

  it('reads what is no text as nothing, and leaves out what it does not know', () => {
    for (const body of [undefined, null, 'x', 7, [], { name: ['Ada'], agreed: { on: true } }]) {
      expect(readForm(schema, body, say)).toMatchObject({ outcome: 'invalid', typed: { name: '', agreed: '' } });
    }
    expect(readForm(schema, { name: 'Ada', agreed: 'on', role: 'admin' }, say)).toHaveProperty('value', {
      name: 'Ada',
      agreed: 'on',
    });
  });
});
