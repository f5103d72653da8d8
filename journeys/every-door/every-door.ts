import type { Door } from './door.ts';
import { IDP_DOORS } from './idp-doors.ts';
import { PORTAL_DOORS } from './portal-doors.ts';
import { SERVICE_DOORS } from './service-doors.ts';

/** Every route of the product that may change something. A test compares this list with the apps' own. */
export const DOORS: readonly Door[] = [...PORTAL_DOORS, ...IDP_DOORS, ...SERVICE_DOORS];
