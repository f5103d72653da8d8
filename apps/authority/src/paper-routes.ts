import type { CardAuthorityPki, ListIssuer } from '@tessera/pki';
import type { FastifyInstance } from 'fastify';

interface Paper {
  readonly certificate: Uint8Array;
  readonly issuer: ListIssuer;
}

/**
 * Certificates and lists, DER; and all certificates of authorities together, PEM, for whoever reads cards. Their names stand in
 * certificates: changing one would break those already on cards.
 *
 * Source: RFC 2585 section 4 and RFC 8555 section 9.1 (media types); RFC 5280 sections 4.2.1.13 and 4.2.2.1.
 */
export function paperRoutes(server: FastifyInstance, authority: CardAuthorityPki): void {
  server.get<{ Params: { name: string } }>('/ca/:name.cer', async (request, reply) => {
    const paper = await paperNamed(authority, request.params.name);
    return paper === null
      ? reply.callNotFound()
      : reply.type('application/pkix-cert').send(Buffer.from(paper.certificate));
  });
  server.get<{ Params: { name: string } }>('/crl/:name.crl', async (request, reply) => {
    const paper = await paperNamed(authority, request.params.name);
    if (paper === null) return reply.callNotFound();
    const list = await authority.revocationList(paper.issuer);
    return reply.type('application/pkix-crl').send(Buffer.from(list));
  });
  server.get('/ca/authorities.pem', async (_request, reply) => {
    const issuing = await authority.issuingKeys();
    const all = [await authority.certificateOf('root'), ...issuing.map(({ certificate }) => certificate)];
    return reply.type('application/pem-certificate-chain').send(all.map(pem).join(''));
  });
}

async function paperNamed(authority: CardAuthorityPki, name: string): Promise<Paper | null> {
  if (name === 'root') return { certificate: await authority.certificateOf('root'), issuer: 'root' };
  const key = (await authority.issuingKeys()).find(({ papers }) => papers === name);
  return key === undefined ? null : { certificate: key.certificate, issuer: { issuingKey: key.kid } };
}

/** RFC 7468: lines of 64 characters. */
function pem(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
