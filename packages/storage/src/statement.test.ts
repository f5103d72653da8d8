import { describe, expect, it } from 'vitest';
import { statementsOf } from './migrate.ts';
import { describeStatement, perText, withQuestionMarks } from './statement.ts';

describe('statement', () => {
  it('reads, or writes, or both', () => {
    const reads = (text: string) => describeStatement(text).reads;
    expect(reads('select * from note where updated_at > $1 order by id')).toBe(true);
    expect(reads(' with a as (select 1) select * from a')).toBe(true);
    expect(reads("values (1, 'delete from note')")).toBe(true);
    expect(reads('with a(b) as (values (1)) update note set remark = b from a')).toBe(false);
    expect(reads('update note set remark = $1 returning id')).toBe(false);
    expect(reads('create table note (id text)')).toBe(false);
    expect(reads('-- select\ndelete from note')).toBe(false);
  });

  it('takes $1 to $n, each used', () => {
    expect(describeStatement('select $2, $1, $2').parameters).toBe(2);
    expect(describeStatement("select '$7', $1 -- $9").parameters).toBe(1);
    expect(() => describeStatement('select $1, $3')).toThrow('the parameters are not');
  });

  it('becomes positional for SQLite, literals and comments left alone', () => {
    expect(withQuestionMarks("select $2, '$1 isn''t', $12 -- $3")).toBe("select ?2, '$1 isn''t', ?12 -- $3");
  });

  it('ends at a semicolon that is no part of a literal or a comment', () => {
    const script =
      "create table a (b text default ';'); -- one; two\n insert into a values ('x''; y');\n ; -- the end\n";
    expect(statementsOf(script)).toEqual([
      "create table a (b text default ';')",
      " -- one; two\n insert into a values ('x''; y')",
    ]);
  });

  it('is remembered, but not without end', () => {
    let made = 0;
    const remember = perText((_text, number) => {
      made++;
      return number;
    });
    for (let i = 0; i < 3_000; i++) remember(`select ${i}`);
    expect(made).toBe(3_000);
    expect(remember('select 0')).toBe(1);
    expect(made).toBe(3_000);
    expect(remember('select 2999')).toBeNull();
  });
});
