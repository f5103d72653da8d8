import type { Ground } from '@tessera/base';
import { type BrokenRegistrationRule, readRelyingParty } from './read-relying-party.ts';
import { recordRelyingParty } from './relying-party-store.ts';
import { RELYING_PARTIES_CHANGED } from './static-relying-parties.ts';

export type RegistrationResult =
  | { readonly outcome: 'registered'; readonly clientId: string }
  | { readonly outcome: 'refused'; readonly broken: readonly BrokenRegistrationRule[] };

/**
 * Registers a service, or replaces its registration: `{displayName, school?, tolerances?, openid_relying_party}`.
 * Refuses with every rule that it breaks, so that one round of corrections is enough. `sandbox` admits `http://localhost`.
 */
export async function registerRelyingParty(
  { database, audit, clock }: Pick<Ground, 'database' | 'audit' | 'clock'>,
  input: unknown,
  { sandbox }: { sandbox: boolean },
): Promise<RegistrationResult> {
  const read = readRelyingParty(input, sandbox);
  if (read.outcome === 'refused') return read;
  const { id: clientId, displayName } = read.party.name;
  await database.transaction(async (sql) => {
    const registration = JSON.stringify(read.registration);
    await recordRelyingParty(sql, { clientId, displayName, registration, at: clock.now() });
    await audit.record(sql, { act: 'oidc.service-registered', rule: 'oidc.md 8.3', details: { service: clientId } });
    await sql.notify(RELYING_PARTIES_CHANGED);
  });
  return { outcome: 'registered', clientId };
}

/** Registers each service of a list, as a deployment keeps it in a file. Throws on the first that breaks a rule: the start must stop. */
export async function registerStaticRelyingParties(
  ground: Pick<Ground, 'database' | 'audit' | 'clock'>,
  list: unknown,
  options: { sandbox: boolean },
): Promise<void> {
  if (!Array.isArray(list)) throw new Error('the file of static services must hold a JSON array');
  for (const [i, input] of list.entries()) {
    const result = await registerRelyingParty(ground, input, options);
    if (result.outcome === 'refused') {
      const rules = result.broken.map(({ rule, message }) => `${rule} ${message}`).join('; ');
      throw new Error(`service ${i} of the file of static services: ${rules}`);
    }
  }
}
