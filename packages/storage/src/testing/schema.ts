import type { Migration } from '@tessera/base';

/** The tables that the storage tests write to. */
export const migrations: readonly Migration[] = [
  {
    id: 'storage-test/1',
    sql: `
      create table note (
        id text primary key,
        written_at bigint not null,
        body bytea,
        remark text
      );
      create table budget (id text primary key, spent bigint not null);
      create table line (number bigint generated always as identity primary key, body text not null);
      create table job (id text primary key, due_at bigint not null, taken_by text);
      insert into budget (id, spent) values ('digits', 0); -- a comment; with a semicolon
    `,
  },
];
