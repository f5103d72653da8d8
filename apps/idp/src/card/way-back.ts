import type { WayBack } from '@tessera/login';

/** Where the browser goes when a door has read the card. The token in it serves once, and only the browser that began the login. */
export const wayBackTo = (idp: string, { loginId, token }: WayBack): string =>
  `${idp}/login/${loginId}/card/done?proof=${token}`;
