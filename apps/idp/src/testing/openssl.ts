import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What OpenSSL's client says of a handshake with a server of this very process. Its input ends at once, so it hangs up. */
export function openSslClient(port: number, ...options: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const client = spawn('openssl', ['s_client', '-connect', `localhost:${port}`, ...options], { timeout: 10_000 });
    let said = '';
    for (const stream of [client.stdout, client.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
    client.on('error', reject).on('close', () => resolve(said));
    client.stdin.end('Q\n');
  });
}

/** A key and its certificate, PEM. */
export interface Pair {
  readonly key: string;
  readonly certificate: string;
}

/** Certificates made by OpenSSL in a folder of their own, which `close` removes. */
export interface CertificateDesk {
  selfSigned(name: string, options?: { readonly subject?: string }): Pair;
  /** Signed by one that was made here before. */
  issuedBy(authority: string, name: string): Pair;
  close(): void;
}

export function openCertificateDesk(): CertificateDesk {
  const folder = mkdtempSync(join(tmpdir(), 'tessera-certificates-'));
  const file = (name: string) => join(folder, name);
  const run = (...args: readonly string[]) => {
    const made = spawnSync('openssl', args);
    if (made.status !== 0) throw new Error(`openssl: ${String(made.stderr)}`);
  };
  const pair = (name: string): Pair => ({
    key: readFileSync(file(`${name}.key`), 'utf8'),
    certificate: readFileSync(file(`${name}.pem`), 'utf8'),
  });
  const keyArgs = (name: string) => ['-newkey', 'rsa:2048', '-nodes', '-keyout', file(`${name}.key`)];
  return {
    close: () => rmSync(folder, { recursive: true, force: true }),
    selfSigned: (name, { subject = `/CN=${name}` } = {}) => {
      const names = ['-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
      run('req', '-x509', ...keyArgs(name), '-subj', subject, ...names, '-out', file(`${name}.pem`));
      return pair(name);
    },
    issuedBy: (authority, name) => {
      const [request, issuer] = [
        file(`${name}.csr`),
        ['-CA', file(`${authority}.pem`), '-CAkey', file(`${authority}.key`)],
      ];
      run('req', ...keyArgs(name), '-subj', `/CN=${name}`, '-out', request);
      run('x509', '-req', '-in', request, ...issuer, '-CAcreateserial', '-out', file(`${name}.pem`));
      return pair(name);
    },
  };
}
