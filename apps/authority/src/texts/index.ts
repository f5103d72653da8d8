import { catalogue } from '@tessera/base';

export const SITE_NAME = {
  it: 'Certificati della carta',
  en: 'Certificates of the card',
  de: 'Zertifikate der Karte',
} as const;

export const texts = catalogue({
  it: {
    title: 'Certificati della carta d’identità',
    lead: 'Qui si pubblicano i certificati con cui sono firmate le carte, e l’elenco delle carte revocate.',
    forWhom: 'Serve ai servizi che leggono le carte. Se sei un cittadino, qui non devi fare nulla.',
    rootTitle: 'Autorità radice',
    issuingTitle: 'Autorità di emissione',
    certificate: 'Certificato',
    list: 'Lista di revoca',
    thumbprint: 'Impronta SHA-256',
    allTogether: 'Tutti i certificati insieme, in formato PEM:',
    statusTitle: 'Stato di un certificato',
    statusText:
      'Una carta revocata risulta revocata subito. Il servizio risponde con il protocollo OCSP a questo indirizzo:',
  },
  en: {
    title: 'Certificates of the identity card',
    lead: 'Here are the certificates that sign the cards, and the list of cards that were revoked.',
    forWhom: 'This is for services that read cards. If you are a citizen, there is nothing for you to do here.',
    rootTitle: 'Root authority',
    issuingTitle: 'Issuing authority',
    certificate: 'Certificate',
    list: 'Revocation list',
    thumbprint: 'SHA-256 thumbprint',
    allTogether: 'All certificates together, as PEM:',
    statusTitle: 'Status of a certificate',
    statusText: 'A revoked card shows as revoked at once. The service speaks the OCSP protocol at this address:',
  },
  de: {
    title: 'Zertifikate des Personalausweises',
    lead: 'Hier stehen die Zertifikate, mit denen die Karten unterschrieben werden, und die Liste der gesperrten Karten.',
    forWhom: 'Das ist für Dienste, die Karten lesen. Als Bürgerin oder Bürger musst du hier nichts tun.',
    rootTitle: 'Wurzelinstanz',
    issuingTitle: 'Ausstellende Instanz',
    certificate: 'Zertifikat',
    list: 'Sperrliste',
    thumbprint: 'SHA-256-Fingerabdruck',
    allTogether: 'Alle Zertifikate zusammen, als PEM:',
    statusTitle: 'Status eines Zertifikats',
    statusText:
      'Eine gesperrte Karte gilt sofort als gesperrt. Der Dienst antwortet nach dem OCSP-Protokoll unter dieser Adresse:',
  },
});
