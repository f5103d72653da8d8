import type { Migration } from '@tessera/base';

export const migrations: readonly Migration[] = [
  {
    id: 'activation/1',
    sql: `
      create table activation_budgets (
        pair bytea primary key,
        guesses bigint not null,
        wrong bigint not null,
        round bigint not null,
        guessed_at bigint not null,
        closed_at bigint
      );

      create table activations (
        id text primary key,
        session bytea not null unique,
        step text not null,
        version bigint not null,
        citizen_id text,
        memory bytea not null,
        began_at bigint not null,
        expires_at bigint not null
      );
      create index activations_by_expiry on activations (expires_at);

      create table activation_answers (
        activation_id text not null references activations (id) on delete cascade,
        answer bytea not null,
        proved_at bigint,
        primary key (activation_id, answer)
      );
    `,
  },
  {
    // Browsers that are at the identity provider to read a card (ACT-09), with what its answer is judged by.
    id: 'activation/2',
    sql: `
      create table activation_sign_ins (
        id text primary key,
        form bytea not null unique,
        memory bytea not null,
        expires_at bigint not null
      );
      create index activation_sign_ins_by_expiry on activation_sign_ins (expires_at);
    `,
  },
];
