import { z } from 'zod';
import { clientIdProblem, redirectUriProblem } from './addresses.ts';
import { type ClientKey, encryptionKey, readClientKey } from './client-keys.ts';
import { RelyingPartyMetadata } from './metadata.ts';
import { type RelyingParty, TOLERANCES } from './relying-party.ts';

/** What registers a service: `POST /relying-parties` of the sandbox, or one entry of the file of static services. */
export const Registration = z.object({
  displayName: z.string().trim().min(1).max(200),
  /** A school, or a military school or academy (MIN-03). */
  school: z.boolean().default(false),
  tolerances: z.array(z.enum(TOLERANCES)).max(TOLERANCES.length).default(['outer-scope-missing']),
  openid_relying_party: RelyingPartyMetadata,
});
export type Registration = z.infer<typeof Registration>;

/** A rule of docs/rules/oidc.md 8.3 that a registration breaks: where, and what would be right. */
export interface BrokenRegistrationRule {
  readonly rule: string;
  readonly message: string;
}

export type ReadRelyingParty =
  | { readonly outcome: 'read'; readonly party: RelyingParty; readonly registration: Registration }
  | { readonly outcome: 'refused'; readonly broken: readonly BrokenRegistrationRule[] };

/** Checks a registration and imports its keys. `sandbox` admits `http://localhost`. */
export function readRelyingParty(input: unknown, sandbox: boolean): ReadRelyingParty {
  const parsed = Registration.safeParse(input);
  if (!parsed.success) {
    const broken = parsed.error.issues.map(({ path, message }) => ({ rule: path.map(String).join('.'), message }));
    return { outcome: 'refused', broken };
  }
  const registration = parsed.data;
  const metadata = registration.openid_relying_party;
  const keys = metadata.jwks.keys.map(readClientKey);
  const imported = keys.filter((key): key is ClientKey => typeof key !== 'string');
  const broken = [
    ...addressRules(metadata, sandbox),
    ...keys.flatMap((key, i) => (typeof key === 'string' ? [rule(`jwks.keys.${i}`, key)] : [])),
    ...keyRules(metadata, imported),
  ];
  if (broken.length > 0) return { outcome: 'refused', broken };
  const name = { id: metadata.client_id, displayName: registration.displayName, school: registration.school };
  return {
    outcome: 'read',
    registration,
    party: { name, metadata, keys: imported, tolerances: registration.tolerances },
  };
}

const rule = (member: string, message: string): BrokenRegistrationRule => ({
  rule: `openid_relying_party.${member}`,
  message,
});

function addressRules(metadata: RelyingPartyMetadata, sandbox: boolean): BrokenRegistrationRule[] {
  const clientId = clientIdProblem(metadata.client_id, sandbox);
  return [
    ...(clientId === null ? [] : [rule('client_id', clientId)]),
    ...metadata.redirect_uris.flatMap((uri, i) => {
      const problem = redirectUriProblem(uri, sandbox);
      return problem === null ? [] : [rule(`redirect_uris.${i}`, problem)];
    }),
  ];
}

function keyRules(metadata: RelyingPartyMetadata, keys: readonly ClientKey[]): BrokenRegistrationRule[] {
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
