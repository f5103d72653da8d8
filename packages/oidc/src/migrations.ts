import type { Migration } from '@tessera/base';

export const migrations: readonly Migration[] = [
  {
    id: 'oidc/1',
    sql: `
      create table oidc_relying_parties (
        client_id text primary key,
        display_name text not null,
        registration text not null,
        registered_at bigint not null
      );

      -- One row is one authorization, from the request to the end of its last token. It has at most one code, one live
      -- access token and one family of refresh tokens, so whatever ends the row ends everything.
      create table oidc_authorizations (
        id text primary key,
        client_id text not null,
        -- jti of the request object, or a digest of nonce and state: a second one is a replay (T-OID-08).
        replay_key text not null,
        request text not null,
        -- Kept only until the answer: then it is in the transaction log.
        request_object text,
        requested_at bigint not null,
        kept_until bigint not null,
        answered_at bigint,
        subject text,
        level bigint,
        means text,
        released bytea,
        offline_until bigint,
        code_digest bytea,
        code_expires_at bigint,
        redeemed_at bigint,
        access_digest bytea,
        access_expires_at bigint,
        ended_at bigint,
        unique (client_id, replay_key)
      );
      create unique index oidc_authorizations_by_code on oidc_authorizations (code_digest) where code_digest is not null;
      create unique index oidc_authorizations_by_access on oidc_authorizations (access_digest) where access_digest is not null;
      create index oidc_authorizations_by_subject on oidc_authorizations (subject, client_id) where subject is not null;
      create index oidc_authorizations_by_end on oidc_authorizations (kept_until);

      create table oidc_refresh_tokens (
        digest bytea primary key,
        authorization_id text not null references oidc_authorizations (id) on delete cascade,
        expires_at bigint not null,
        used_at bigint
      );
      create index oidc_refresh_tokens_by_authorization on oidc_refresh_tokens (authorization_id);

      create table oidc_assertions (
        client_id text not null,
        jti text not null,
        expires_at bigint not null,
        primary key (client_id, jti)
      );
      create index oidc_assertions_by_end on oidc_assertions (expires_at);

      -- What was said, kept 24 months, sealed: one login is the rows of one authorization, in the order of their instants.
      create table oidc_transaction_log (
        authorization_id text not null,
        entry text not null,
        at bigint not null,
        expires_at bigint not null,
        sealed bytea not null,
        primary key (authorization_id, entry)
      );
      create index oidc_transaction_log_by_end on oidc_transaction_log (expires_at);
    `,
  },
];
