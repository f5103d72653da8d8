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
  // Until here there was one issuing key: what is in the tables hangs on that one.
  { id: 'pki/4', sql: "alter table authority_certificates add column certified_by text not null default ''" },
  {
    id: 'pki/5',
    sql: `
      update authority_certificates set certified_by = coalesce((
        select min(above.kid) from authority_certificates above
        where above.office = case when authority_certificates.office = 'responder' then 'issuer' else 'root' end
      ), '')`,
  },
  { id: 'pki/6', sql: "alter table citizen_certificates add column issuer text not null default ''" },
  {
    id: 'pki/7',
    sql: `
      update citizen_certificates set issuer = coalesce((
        select min(kid) from authority_certificates where office = 'issuer'
      ), '')`,
  },
];
