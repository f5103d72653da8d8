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
];
