import type { Migration } from '@tessera/base';

/** `state` and `request` are JSON and hold nothing personal: our own identifiers, levels, the service's public name. */
export const migrations: readonly Migration[] = [
  {
    id: 'login/1',
    sql: `
      create table logins (
        id text primary key,
        version bigint not null,
        state text not null,
        request text not null,
        protocol text not null,
        correlation text not null,
        return_origin text,
        bound_to bytea not null,
        expires_at bigint not null,
        answer bytea,
        answered_at bigint
      );
      create index logins_by_expiry on logins (expires_at);

      create table sign_on_sessions (
        digest bytea primary key,
        citizen_id text not null,
        secrets_version bigint not null,
        started_at bigint not null,
        used_at bigint not null,
        ended_at bigint
      );
      create index sign_on_sessions_by_start on sign_on_sessions (started_at);
    `,
  },
  {
    // Sessions rest on secrets or on a card now; those that were open begin anew.
    id: 'login/2',
    sql: `
      drop table sign_on_sessions;
      create table sign_on_sessions (
        digest bytea primary key,
        citizen_id text not null,
        means text not null,
        started_at bigint not null,
        used_at bigint not null,
        ended_at bigint
      );
      create index sign_on_sessions_by_start on sign_on_sessions (started_at);
    `,
  },
  {
    id: 'login/3',
    sql: `
      create table card_requests (
        digest bytea primary key,
        login_id text not null,
        door text not null,
        expires_at bigint not null,
        taken_at bigint,
        verdict text,
        way_back bytea unique,
        used_at bigint
      );
      create index card_requests_by_expiry on card_requests (expires_at);
    `,
  },
];
