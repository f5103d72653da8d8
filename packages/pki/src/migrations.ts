import type { Migration } from '@tessera/base';

export const migrations: readonly Migration[] = [
  {
    id: 'pki/1',
    sql: `
      create table authority_certificates (
        kid text not null,
        edition bigint not null,
        office text not null,
        certificate bytea not null,
        expires_at bigint not null,
        primary key (kid, edition)
      )`,
  },
  {
    // No name and no tax code: the certificate itself is on the card alone.
    id: 'pki/2',
    sql: `
      create table citizen_certificates (
        number text primary key,
        card_serial text not null unique,
        issued_at bigint not null,
        expires_at bigint not null,
        revoked_at bigint
      )`,
  },
  { id: 'pki/3', sql: 'create index revoked_certificates on citizen_certificates (revoked_at, number)' },
];
