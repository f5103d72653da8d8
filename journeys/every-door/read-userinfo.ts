import { ENDPOINT_PATHS } from '@tessera/oidc';
import type { ScriptedService } from '@tessera/oidc/testing';
import { compactDecrypt, decodeJwt } from 'jose';
import type { House } from './house.ts';

/** What the service reads with its access token, opened with its own key. Throws where it may read nothing. */
export async function userinfoOf(
  { apps }: House,
  accessToken: string,
  party: ScriptedService,
): Promise<Readonly<Record<string, unknown>>> {
  const answer = await apps.idp.inject({
    url: ENDPOINT_PATHS.userinfo,
    headers: { authorization: `Bearer ${accessToken}` },
  });
  if (answer.statusCode !== 200) throw new Error(`UserInfo answered ${answer.statusCode}`);
  const { plaintext } = await compactDecrypt(answer.body, party.decryptionKey);
  return decodeJwt(new TextDecoder().decode(plaintext));
}
