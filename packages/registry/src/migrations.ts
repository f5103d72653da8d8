import type { Migration } from '@tessera/base';

export const migrations: readonly Migration[] = [
  {
    id: 'registry/1',
    sql: `
      create table citizens (
        id text primary key,
        fiscal_code_digest bytea not null unique,
        identity bytea not null,
        identity_version bigint not null,
        registered_at bigint not null
      )`,
  },
  {
    id: 'registry/2',
    sql: `
      create table municipalities (
        belfiore text primary key,
        name text not null,
        minors_letter text not null
      )`,
  },
  {
    id: 'registry/3',
    sql: `
      create table issued_cards (
        serial text primary key,
        nis text not null unique,
        citizen_id text not null references citizens (id),
        municipality text not null references municipalities (belfiore),
        status text not null,
        requested_at bigint not null,
        moved_at bigint not null,
        expires_on text not null
      )`,
  },
  { id: 'registry/4', sql: 'create index issued_cards_of_citizen on issued_cards (citizen_id, requested_at)' },
];
