import type { Migration } from '@tessera/base';

export const migrations: readonly Migration[] = [
  {
    id: 'web/1',
    sql: `
      create table robot_checks_spent (
        id text primary key,
        useless_at bigint not null
      );
      create index robot_checks_spent_useless on robot_checks_spent (useless_at);
      create table robot_answers (
        address bytea primary key,
        latest_at bigint not null,
        second_at bigint not null,
        third_at bigint not null,
        fourth_at bigint not null,
        fifth_at bigint not null
      );
      create index robot_answers_latest on robot_answers (latest_at);
    `,
  },
];
