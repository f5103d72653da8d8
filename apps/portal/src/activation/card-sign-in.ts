import type { Ground } from '@tessera/base';
import {
  generateServiceKeys,
  openService,
  relyingPartyMetadata,
  type Service,
  type ServiceKeys,
  type ServiceSettings,
} from '@tessera/rp';
import type { AppSettings } from '@tessera/web';
import { CARD_RETURN_PATH } from './paths.ts';

/** What the identity provider must know of the portal: the body of `POST /relying-parties`. */
export interface PortalRegistration {
  readonly displayName: string;
  readonly school: boolean;
  readonly openid_relying_party: Readonly<Record<string, unknown>>;
}

/** How the portal is a service of the identity provider, for citizens who begin with their card (ACT-09). */
export interface CardSignInOptions {
  /** Keys registered at the provider. New ones at each start where they are absent: then `register` must make them known. */
  readonly serviceKeys?: ServiceKeys;
  /** Called before the first page, with what the provider must know. */
  readonly register?: (registration: PortalRegistration) => Promise<unknown>;
}

/** "Entra con CIE" at level 3, from the wizard's side. */
export interface CardSignIn {
  readonly service: Service;
  /** The one foreign origin that the wizard's first page may post to. */
  readonly provider: string;
}

/** What the consent page calls the portal. A procedure's name is not translated. */
const DISPLAY_NAME = 'Attivazione credenziali CIE';

/** Null where no card can be read: then the way is not shown, rather than shown as a dead end. */
export async function openCardSignIn(
  { clock, random }: Pick<Ground, 'clock' | 'random'>,
  settings: AppSettings,
  { serviceKeys, register }: CardSignInOptions,
): Promise<CardSignIn | null> {
  const { origin, addresses, sandbox } = settings;
  const { idp: issuer, idpCardTls, softwareCie } = addresses;
  if (issuer === undefined || (idpCardTls ?? softwareCie) === undefined) return null;
  const identity: ServiceSettings = {
    issuer,
    clientId: origin,
    displayName: DISPLAY_NAME,
    redirectUri: origin + CARD_RETURN_PATH,
    keys: serviceKeys ?? (await generateServiceKeys()),
    clock,
    random,
    sandbox,
  };
  const openid_relying_party = relyingPartyMetadata(identity);
  await register?.({ displayName: DISPLAY_NAME, school: false, openid_relying_party });
  return { service: openService(identity), provider: new URL(issuer).origin };
}
