import type { Instant, Sql } from '@tessera/base';

/** A sign-in under way, and what is kept of it, sealed. */
export interface KeptSignIn {
  readonly id: string;
  readonly memory: Uint8Array;
}

/** Keeps a sign-in. Nothing where this form has begun one that is still under way. */
export async function recordSignIn(
  sql: Sql,
  { id, memory }: KeptSignIn,
  { form, expiresAt }: { readonly form: Uint8Array; readonly expiresAt: Instant },
): Promise<void> {
  await sql.run(
    `insert into activation_sign_ins (id, form, memory, expires_at) values ($1, $2, $3, $4)
     on conflict (form) do nothing`,
    id,
    form,
    memory,
    expiresAt,
  );
}

/** The one sign-in that this form has begun. */
export const signInOf = (sql: Sql, form: Uint8Array): Promise<KeptSignIn | null> =>
  sql.first<KeptSignIn & Record<string, unknown>>('select id, memory from activation_sign_ins where form = $1', form);

/** Gives a sign-in's memory out once. */
export async function takeSignIn(sql: Sql, id: string, now: Instant): Promise<Uint8Array | null> {
  const row = await sql.first<{ memory: Uint8Array }>(
    'delete from activation_sign_ins where id = $1 and expires_at > $2 returning memory',
    id,
    now,
  );
  return row?.memory ?? null;
}

export async function forgetSignIns(sql: Sql, now: Instant): Promise<void> {
  await sql.run('delete from activation_sign_ins where expires_at <= $1', now);
}
