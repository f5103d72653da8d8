import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MalformedFields, readFields, readFormBody } from './fields.ts';

describe('fields of a form', () => {
  it('are read as browsers write them', () => {
    expect({ ...readFields('name=Zefira+B%C3%A0&empty=&bare&plus=%2B') }).toEqual({
      name: 'Zefira Bà',
      empty: '',
      bare: '',
      plus: '+',
    });
  });

  it('come back whole, whatever they hold', () => {
    const text = fc.string({ unit: 'grapheme' }).filter((value) => !value.includes('\0'));
    fc.assert(
      fc.property(fc.dictionary(text, text, { maxKeys: 20 }), (fields) => {
        expect({ ...readFields(new URLSearchParams(fields).toString()) }).toEqual({ ...fields });
      }),
    );
  });

  it('are refused when one is repeated, also under another spelling', () => {
    expect(() => readFields('code=1&code=2')).toThrow(MalformedFields);
    expect(() => readFields('code=1&c%6Fde=2')).toThrow(MalformedFields);
  });

  it('never become arrays or objects', () => {
    expect({ ...readFields('code[]=1&person[name]=x') }).toEqual({ 'code[]': '1', 'person[name]': 'x' });
    expect(Object.entries(readFields('__proto__=x&constructor=y'))).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
  });

  it('are refused when they are not UTF-8 or hold a NUL', () => {
    expect(() => readFields('code=%FF')).toThrow(MalformedFields);
    expect(() => readFields('code=%C0%AF')).toThrow(MalformedFields);
    expect(() => readFields('code=%')).toThrow(MalformedFields);
    expect(() => readFields('code=1%00')).toThrow(MalformedFields);
    expect(() => readFormBody(Uint8Array.of(0x61, 0x3d, 0xff))).toThrow(MalformedFields);
  });

  it('are at most a hundred', () => {
    const fields = (count: number) => Array.from({ length: count }, (_, i) => `f${i}=`).join('&');
    expect(Object.keys(readFields(fields(100)))).toHaveLength(100);
    expect(() => readFields(fields(101))).toThrow(MalformedFields);
  });
});
