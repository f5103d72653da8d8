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
];
