import type { CardAuthorityPki, ListIssuer } from '@tessera/pki';
import type { FastifyInstance } from 'fastify';

/** The names that stand in certificates: changing one would break those already on cards. */
const FILES: readonly { readonly name: string; readonly issuer: ListIssuer }[] = [
  { name: 'root', issuer: 'root' },
  { name: 'issuing', issuer: 'issuer' },
];

/** Certificates and lists, DER. Source: RFC 2585 section 4 (media types); RFC 5280 sections 4.2.1.13 and 4.2.2.1. */
export function paperRoutes(server: FastifyInstance, authority: CardAuthorityPki): void {
  for (const { name, issuer } of FILES) {
    server.get(`/ca/${name}.cer`, async (_request, reply) =>
      reply.type('application/pkix-cert').send(Buffer.from(await authority.certificateOf(issuer))),
    );
    server.get(`/crl/${name}.crl`, async (_request, reply) =>
      reply.type('application/pkix-crl').send(Buffer.from(await authority.revocationList(issuer))),
    );
  }
}
