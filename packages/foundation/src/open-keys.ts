import { readFile } from 'node:fs/promises';
import type { Keys, SigningPurpose } from '@tessera/base';
import { keysWithHsm, openHsmToken, openSoftwareKeys } from '@tessera/keys';
import { z } from 'zod';

const PURPOSES = ['card-root', 'card-issuer', 'document-signer'] as const satisfies readonly SigningPurpose[];

/** Where keys are kept. The three of PKCS #11 stand together; without them every key is in the folder. */
export const KeysEnvironment = z.object({
  /** A folder outside the database and its backups. */
  TESSERA_KEYS: z.string().min(1),
  /** The vendor's module of an HSM. */
  TESSERA_PKCS11_MODULE: z.string().min(1).optional(),
  /** The token's label. */
  TESSERA_PKCS11_TOKEN: z.string().min(1).default('tessera'),
  /** A file with the token's PIN: an environment is shown by too many tools. */
  TESSERA_PKCS11_PIN_FILE: z.string().min(1).default('/run/secrets/tessera-pkcs11-pin'),
  /** Which keys the token holds, separated by commas. */
  TESSERA_PKCS11_PURPOSES: z
    .string()
    .default('card-root,card-issuer')
    .transform((list) => list.split(','))
    .pipe(z.array(z.enum(PURPOSES))),
});

/** The keys of this installation, and the way to let go of the HSM. Throws KeysUnavailable, also when there are none and none may begin. */
export async function openKeys(
  settings: Readonly<z.output<typeof KeysEnvironment>>,
  { mayBegin }: { readonly mayBegin: boolean },
): Promise<{ readonly keys: Keys; readonly close: () => void }> {
  const keys = await openSoftwareKeys({ folder: settings.TESSERA_KEYS, mayBegin });
  const { TESSERA_PKCS11_MODULE: module, TESSERA_PKCS11_TOKEN: token, TESSERA_PKCS11_PIN_FILE: file } = settings;
  if (module === undefined) return { keys, close: () => {} };
  const opened = await openHsmToken({ module, token, pin: (await readFile(file, 'utf8')).trim() });
  return { keys: keysWithHsm(keys, opened, new Set(settings.TESSERA_PKCS11_PURPOSES)), close: () => opened.close() };
}
