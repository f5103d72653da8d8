import type { Migration } from '@tessera/base';

export const migrations: readonly Migration[] = [
  {
    id: 'issuance/1',
    sql: `
      create table code_halves (
        card_serial text not null,
        code text not null,
        half text not null,
        sealed bytea not null,
        version bigint not null,
        primary key (card_serial, code, half)
      )`,
  },
  {
    // Three private keys a row, sealed; gone when the card that they were given to is made.
    id: 'issuance/2',
    sql: `
      create table card_key_pool (
        id text primary key,
        sealed bytea not null,
        version bigint not null,
        drawn_at bigint not null,
        card_serial text unique
      )`,
  },
];
