// The library below registers its classes through decorators' metadata.
import 'reflect-metadata';
import { KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { DAY, type Instant } from '@tessera/base';

/** PEM. */
export interface DoorCertificate {
  readonly key: string;
  readonly certificate: string;
  /** Where the certificate lies, for whoever wants a browser to trust it. */
  readonly file: string;
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const LIFETIME = 3_650 * DAY;

/**
 * The server certificate of the TLS door: for `localhost`, signed by itself, trusted by nobody until somebody says so. Made once a
 * data folder; `now` is the machine's time, by which browsers judge it.
 */
export async function doorCertificate(dataFolder: string, now: Instant): Promise<DoorCertificate> {
  const folder = join(dataFolder, 'card-door');
  const [keyFile, file] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  if (!existsSync(file)) {
    const made = await makeCertificate(now);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(keyFile, made.key, { mode: 0o600 });
    writeFileSync(file, made.certificate);
  }
  return { key: readFileSync(keyFile, 'utf8'), certificate: readFileSync(file, 'utf8'), file };
}

async function makeCertificate(now: Instant): Promise<Pick<DoorCertificate, 'key' | 'certificate'>> {
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=localhost, O=Tessera sandbox',
    keys,
    notBefore: new Date(now - DAY),
    notAfter: new Date(now + LIFETIME),
    signingAlgorithm: ALGORITHM,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension([
        { type: 'dns', value: 'localhost' },
        { type: 'ip', value: '127.0.0.1' },
      ]),
    ],
  });
  return {
    key: KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificate: `${certificate.toString('pem')}\n`,
  };
}
