import { z } from 'zod';
import { clientIdProblem, redirectUriProblem } from './addresses.ts';
import { type ClientKey, encryptionKey, readClientKey } from './client-keys.ts';
import { ENCRYPTION_PAIR, isEncryptionPaired, RelyingPartyMetadata } from './metadata.ts';
import { type RelyingParty, TOLERANCES } from './relying-party.ts';

const NAME = 'must be the name of the service that people read, 1 to 200 characters';
const TOLERATED = `must be a list out of ${TOLERANCES.join(', ')}`;
const UNKNOWN = 'may hold displayName, school, tolerances and openid_relying_party, and nothing else';

/** What registers a service: `POST /relying-parties` of the sandbox, or one entry of the file of static services. */
const Registration = z.strictObject(
  {
    displayName: z.string({ error: NAME }).trim().min(1, { error: NAME }).max(200, { error: NAME }),
    /** A school, or a military school or academy (MIN-03). */
    school: z.boolean({ error: 'must be true or false' }).default(false),
    tolerances: z
      .array(z.enum(TOLERANCES, { error: TOLERATED }), { error: TOLERATED })
      .max(TOLERANCES.length, { error: TOLERATED })
      .default(['outer-scope-missing']),
    openid_relying_party: RelyingPartyMetadata,
  },
  { error: (issue) => (issue.code === 'unrecognized_keys' ? UNKNOWN : 'must be an object with these members') },
);
type Registration = z.infer<typeof Registration>;

/** A rule of docs/rules/oidc.md 8.3 that a registration breaks: where, and what would be right. */
export interface BrokenRegistrationRule {
  readonly rule: string;
  readonly message: string;
}

export type ReadRelyingParty =
  | { readonly outcome: 'read'; readonly party: RelyingParty; readonly registration: Registration }
  | { readonly outcome: 'refused'; readonly broken: readonly BrokenRegistrationRule[] };

/**
 * Checks a registration and imports its keys. `sandbox` admits `http://localhost`.
 *
 * Refused with every rule that it breaks: those that tie members together are looked at in whatever is legible, also
 * while other members are not.
 */
export function readRelyingParty(input: unknown, sandbox: boolean): ReadRelyingParty {
  const parsed = Registration.safeParse(input);
  const legible = legibleMembers(input);
  const keys = (legible.jwks?.keys ?? []).map(readClientKey);
  const imported = keys.filter((key): key is ClientKey => typeof key !== 'string');
  const broken = [
    ...shapeRules(parsed.error?.issues ?? []),
    ...addressRules(legible, sandbox),
    ...keys.flatMap((key, i) => (typeof key === 'string' ? [rule(`jwks.keys.${i}`, key)] : [])),
    ...(legible.jwks === undefined ? [] : keyRules(legible, imported)),
    ...(parsed.success || isEncryptionPaired(legible) ? [] : [rule(ENCRYPTION_PAIR.member, ENCRYPTION_PAIR.message)]),
  ];
  if (!parsed.success || broken.length > 0) return { outcome: 'refused', broken: eachOnce(broken) };
  const registration = parsed.data;
  const metadata = registration.openid_relying_party;
  const name = { id: metadata.client_id, displayName: registration.displayName, school: registration.school };
  return {
    outcome: 'read',
    registration,
    party: { name, metadata, keys: imported, tolerances: registration.tolerances },
  };
}

type Legible = { readonly [Member in keyof RelyingPartyMetadata]?: RelyingPartyMetadata[Member] | undefined };

/** The members that are what they should be, each looked at alone. */
function legibleMembers(input: unknown): Legible {
  const given = Object(Object(input)['openid_relying_party']) as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(RelyingPartyMetadata.shape).map(([name, member]) => [name, member.safeParse(given[name]).data]),
  );
}

const shapeRules = (issues: readonly z.core.$ZodIssue[]): BrokenRegistrationRule[] =>
  issues.map(({ path, message }) => ({ rule: path.map(String).join('.') || 'registration', message }));

const eachOnce = (broken: readonly BrokenRegistrationRule[]): BrokenRegistrationRule[] =>
  Array.from(new Map(broken.map((one) => [`${one.rule} ${one.message}`, one])).values());

const rule = (member: string, message: string): BrokenRegistrationRule => ({
  rule: `openid_relying_party.${member}`,
  message,
});

function addressRules({ client_id, redirect_uris = [] }: Legible, sandbox: boolean): BrokenRegistrationRule[] {
  const clientId = client_id === undefined ? null : clientIdProblem(client_id, sandbox);
  return [
    ...(clientId === null ? [] : [rule('client_id', clientId)]),
    ...redirect_uris.flatMap((uri, i) => {
      const problem = redirectUriProblem(uri, sandbox);
      return problem === null ? [] : [rule(`redirect_uris.${i}`, problem)];
    }),
  ];
}

function keyRules(metadata: Legible, keys: readonly ClientKey[]): BrokenRegistrationRule[] {
  const broken: BrokenRegistrationRule[] = [];
  if (new Set(keys.map((key) => key.kid)).size < keys.length) broken.push(rule('jwks', 'has two keys with one kid'));
  if (!keys.some((key) => key.use !== 'enc')) broken.push(rule('jwks', 'has no key that signs requests'));
  for (const member of ['userinfo_encrypted_response_alg', 'id_token_encrypted_response_alg'] as const) {
    const algorithm = metadata[member];
    if (algorithm !== undefined && encryptionKey(keys, algorithm) === null) {
      broken.push(rule('jwks', `has no key for ${member} ${algorithm}`));
    }
  }
  return broken;
}
