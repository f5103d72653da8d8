import type { Migration } from '@tessera/base';

/** How many chains: as many transactions can be at their audit row at the same time. */
export const LANES = 16;

const lanes = Array.from({ length: LANES }, (_, lane) => `(${lane}, 0)`).join(', ');

export const migrations: readonly Migration[] = [
  {
    id: 'audit/1',
    sql: `
      create table audit_lane (
        lane bigint primary key,
        -- Of the last event; 0 when there is none.
        position bigint not null,
        hash bytea
      );
      create table audit_event (
        -- The order of all lanes together; says nothing that is evidence.
        recorded bigint generated always as identity primary key,
        lane bigint not null,
        position bigint not null,
        at bigint not null,
        act text not null,
        rule text not null,
        citizen text,
        details text,
        hash bytea not null,
        unique (lane, position)
      );
      create index audit_event_of_citizen on audit_event (citizen, recorded);
      insert into audit_lane (lane, position) values ${lanes};
    `,
  },
];
