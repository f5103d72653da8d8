import type { Migration } from '@tessera/base';

export const migrations: readonly Migration[] = [
  {
    // Filled in two statements of one transaction: the version is claimed first, then sealed with (`contacts.ts`).
    id: 'credentials/1',
    sql: `
      create table contacts (
        citizen_id text not null,
        kind text not null,
        address bytea,
        digest bytea,
        version bigint not null,
        recorded_at bigint not null,
        verified_at bigint,
        primary key (citizen_id, kind)
      )`,
  },
  {
    // One phone, one digital identity (FAM-01): the database says so.
    id: 'credentials/2',
    sql: `
      create table credentials (
        citizen_id text primary key,
        phone_digest bytea not null unique,
        password_hash text not null,
        secrets_version bigint not null,
        second_factor text not null,
        activated_at bigint not null,
        suspended_at bigint
      )`,
  },
  {
    id: 'credentials/3',
    sql: `
      create table email_usernames (
        email_digest bytea primary key,
        citizen_id text not null unique
      )`,
  },
  {
    // One code a flow: a new one takes the place of the former.
    id: 'credentials/4',
    sql: `
      create table one_time_codes (
        purpose text not null,
        flow text not null,
        id text not null,
        contact bytea not null,
        citizen_id text,
        digest bytea not null,
        guesses bigint not null,
        expires_at bigint not null,
        consumed_at bigint,
        primary key (purpose, flow)
      );
      create index one_time_codes_by_expiry on one_time_codes (expires_at)`,
  },
  {
    // The last ten times, the newest first; 0 where there are fewer.
    id: 'credentials/5',
    sql: `
      create table rolling_windows (
        kind text not null,
        subject bytea not null,
        at_1 bigint not null,
        at_2 bigint not null default 0,
        at_3 bigint not null default 0,
        at_4 bigint not null default 0,
        at_5 bigint not null default 0,
        at_6 bigint not null default 0,
        at_7 bigint not null default 0,
        at_8 bigint not null default 0,
        at_9 bigint not null default 0,
        at_10 bigint not null default 0,
        primary key (kind, subject)
      );
      create index rolling_windows_by_age on rolling_windows (at_1)`,
  },
  {
    // citizen_id is null for names that belong to nobody: those rows are swept.
    id: 'credentials/6',
    sql: `
      create table password_failures (
        subject bytea not null,
        lane text not null,
        citizen_id text,
        failures bigint not null,
        streak bigint not null,
        streak_began_at bigint not null,
        failed_at bigint not null,
        waits_until bigint not null,
        version bigint not null,
        primary key (subject, lane)
      );
      create index password_failures_by_age on password_failures (failed_at)`,
  },
  {
    id: 'credentials/7',
    sql: `
      create table known_browsers (
        citizen_id text not null,
        browser text not null,
        signed_in_at bigint not null,
        primary key (citizen_id, browser)
      )`,
  },
  {
    // citizen_id is null when the code goes to nobody.
    id: 'credentials/8',
    sql: `
      create table recoveries (
        id text primary key,
        via text not null,
        subject bytea not null,
        citizen_id text,
        secrets_version bigint,
        codes_sent bigint not null,
        code_sent_at bigint not null,
        expires_at bigint not null,
        proven_at bigint,
        finished_at bigint
      );
      create index recoveries_by_expiry on recoveries (expires_at)`,
  },
  {
    // Digest of the form that set the new password: sent twice, it is answered as the first time.
    id: 'credentials/9',
    sql: 'alter table recoveries add column finished_by bytea',
  },
  {
    // How often more time was asked for.
    id: 'credentials/10',
    sql: 'alter table recoveries add column times_prolonged bigint not null default 0',
  },
];
