import type { Migration } from '@tessera/base';

/**
 * The world around the national database: what citizens know and keep, and the clock on the wall.
 *
 * It lives in a file of its own (`world.db`), so that no database of the product ever holds both halves of a code:
 * here they meet only because a citizen has opened both letters (promise 17, third exception).
 */
export const worldMigrations: readonly Migration[] = [
  {
    id: 'world/1',
    sql: `
create table country (
  id bigint not null primary key check (id = 1),
  seed bigint not null,
  seeded_at bigint,
  clock_offset bigint not null,
  clock_frozen_at bigint,
  people_drawn bigint not null,
  last_message bigint not null
);
create table person (
  citizen_id text not null primary key,
  number bigint not null unique,
  scenario text,
  fiscal_code text not null unique,
  given_name text not null,
  family_name text not null,
  birth_date text not null,
  phone text,
  email text,
  language text not null,
  password text
);
create table card (
  serial text not null primary key,
  citizen_id text not null references person (citizen_id),
  nis text not null,
  pin_first_half text,
  puk_first_half text,
  pin_second_half text,
  puk_second_half text
);
create table message (
  id bigint not null primary key,
  -- The outbox's name for it: the same message handed over again is the same message.
  handover text not null unique,
  kind text not null,
  recipient text not null,
  subject text,
  body text not null,
  code text,
  letter text,
  arrived_at bigint not null
);
create table delayed_message (
  handover text not null primary key,
  message text not null,
  due_at bigint not null
);
`,
  },
  {
    id: 'world/2',
    sql: `
-- A virtual card: what was written into it when it was made, and where it lies.
create table chip (
  serial text not null primary key,
  card text not null,
  place text not null
);
-- Its codes, the one thing about it that changes: on the disk before an answer leaves the card.
create table chip_code (
  serial text not null references chip (serial),
  reference bigint not null,
  value text not null,
  tries_left bigint not null,
  tries_max bigint not null,
  primary key (serial, reference)
);
`,
  },
];
