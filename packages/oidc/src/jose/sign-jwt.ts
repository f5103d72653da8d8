import { type Signer, utf8 } from '@tessera/base';

/** Header members beside `alg` and `kid`. */
export type JwtKind = { readonly typ: 'at+jwt' | 'JWT' } | { readonly cty: 'JWT' };

const encode = (json: object): string => Buffer.from(JSON.stringify(json)).toString('base64url');

/** Frames a JWT and lets `keys` sign it, so that the key may live in an HSM (`design.md` S-12; RFC 7515 section 5.1). */
export async function signJwt(signer: Signer, kind: JwtKind, claims: object): Promise<string> {
  const signed = `${encode({ alg: signer.algorithm, kid: signer.kid, ...kind })}.${encode(claims)}`;
  const signature = await signer.sign(utf8(signed));
  return `${signed}.${Buffer.from(signature).toString('base64url')}`;
}
