import { constants, X509Certificate } from 'node:crypto';
import type { ServerOptions } from 'node:https';
import type { SecureVersion } from 'node:tls';

export interface DoorTls {
  /** The door's own key and certificate chain, PEM. */
  readonly key: string | Buffer;
  readonly certificate: string | Buffer;
  /**
   * TLS 1.2 where it is absent: from 1.3 on a client may no longer sign with PKCS #1 v1.5 (RFC 8446 section 4.4.3), and the
   * card's middleware knows nothing else.
   */
  readonly maxVersion?: Extract<SecureVersion, 'TLSv1.2' | 'TLSv1.3'> | undefined;
}

/** Authenticated encryption and forward secrecy, or nothing (T-WEB-04). */
const CIPHERS = [
  'TLS_AES_128_GCM_SHA256',
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
];

/** PKCS #1 v1.5 first: a module without PSS may still announce it, and would fail in the middle of the handshake. */
const SIGNATURES = ['rsa_pkcs1_sha256', 'rsa_pss_rsae_sha256', 'ecdsa_secp256r1_sha256'];

const HANDSHAKE_MILLISECONDS = 60_000;

/**
 * How the door speaks TLS: it asks for a certificate and takes whatever comes, so that a page can explain; who came is judged
 * by the card check alone. Each connection proves the key anew: no ticket, no session, no renegotiation (T-CRD-03).
 *
 * `authorities` (DER) are the names sent to the browser: it offers the citizen only certificates that one of them issued.
 */
export const doorOptions = (tls: DoorTls, authorities: readonly Uint8Array[]): ServerOptions => ({
  key: tls.key,
  cert: tls.certificate,
  ca: authorities.map((der) => new X509Certificate(der).toString()),
  requestCert: true,
  rejectUnauthorized: false,
  minVersion: 'TLSv1.2',
  maxVersion: tls.maxVersion ?? 'TLSv1.2',
  sigalgs: SIGNATURES.join(':'),
  ciphers: CIPHERS.join(':'),
  secureOptions: constants.SSL_OP_NO_TICKET | constants.SSL_OP_NO_RENEGOTIATION,
  sessionTimeout: 1,
  // The citizen chooses the certificate and types the PIN meanwhile.
  handshakeTimeout: HANDSHAKE_MILLISECONDS,
});
