// npm run hsm:keys: makes, inside the HSM that the environment names, the keys that it shall hold and does not. A ceremony: once, by people.
// npm run hsm:keys -- card-issuer: makes the next issuing key beside the one that is there.
import { readFile } from 'node:fs/promises';
import { KeysEnvironment } from '@tessera/foundation';
import { openHsmToken } from '@tessera/keys';
import { readEnvironment } from '@tessera/web';

const settings = readEnvironment(KeysEnvironment, process.env);
const { TESSERA_PKCS11_MODULE: module, TESSERA_PKCS11_TOKEN: label, TESSERA_PKCS11_PIN_FILE: file } = settings;
if (module === undefined) throw new Error('TESSERA_PKCS11_MODULE names no module of an HSM');

const next = process.argv.slice(2);
if (next.some((word) => word !== 'card-issuer')) throw new Error('only card-issuer has a next key');

const token = await openHsmToken({ module, token: label, pin: (await readFile(file, 'utf8')).trim() });
for (const purpose of settings.TESSERA_PKCS11_PURPOSES) {
  // Newer security objects are signed with PSS, and PKCS #1 v1.5 and PSS never share a key.
  const algorithms = purpose === 'document-signer' ? (['RS256', 'PS512'] as const) : (['RS256'] as const);
  for (const algorithm of algorithms) {
    const isThere = token.find(purpose, algorithm).length > 0 && !next.includes(purpose);
    if (!isThere) token.make(purpose, algorithm);
    console.log(`${purpose} ${algorithm}: ${isThere ? 'was there' : 'made'}`);
  }
}
token.close();
