import { createPrivateKey, X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { decodeCard } from '@tessera/chip';
import { EF, KEY } from '@tessera/ias';

/**
 * The citizen's certificate and its key, PEM, out of the virtual card itself: what no reader ever gets, and what a browser's
 * security module borrows from a real card. The sandbox keeps its cards in the data folder.
 */
export function keysOfCard(folder: string, serial: string): { readonly key: string; readonly certificate: string } {
  const world = new DatabaseSync(join(folder, 'world.db'), { readOnly: true });
  try {
    const row = world.prepare('select card from chip where serial = ?').get(serial);
    const { keys, files } = decodeCard(String(row?.['card']));
    const privateKey = keys.get(KEY.authentication)?.privateKey;
    const certificate = files.find(({ application, id }) => application === 'cie' && id === EF.CERT_CIE)?.content;
    if (privateKey === undefined || certificate === undefined) throw new Error(`no card ${serial}`);
    const key = createPrivateKey({ key: Buffer.from(privateKey), format: 'der', type: 'pkcs1' });
    return {
      key: key.export({ format: 'pem', type: 'pkcs8' }).toString(),
      certificate: new X509Certificate(certificate).toString(),
    };
  } finally {
    world.close();
  }
}
