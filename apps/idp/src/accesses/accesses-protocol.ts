import type { AuthenticationRequest } from '@tessera/assurance';
import type { Protocol } from '../bridge.ts';

export const ACCESSES_PATH = '/accesses';

/** The provider's own page asks for a login as a service does, and is answered inside the house. */
export const accessesProtocol: Protocol = {
  answer: async (_sql, _id, result) => ({
    kind: 'redirect',
    url: result.outcome === 'authenticated' ? ACCESSES_PATH : '/',
  }),
};

/** Level 1 is enough to take a permission back, and no data are needed. */
export const accessesRequest = (origin: string, displayName: string): AuthenticationRequest => ({
  // Open to everyone who has credentials, as a school is: the page sends nothing to anybody.
  relyingParty: { id: origin, displayName, school: true },
  minimumLevel: 1,
  preferredLevel: 1,
  forceFresh: false,
  attributes: [],
  offlineAccess: false,
  languages: [],
});
