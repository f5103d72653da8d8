/** The portal, for whoever starts it: `main.ts` in production, the sandbox on a laptop. */
export type { PortalRegistration } from './activation/index.ts';
export type { RegisteredService } from './pages/services-page.tsx';
export { createPortal, type PortalOptions } from './portal.tsx';
export { registeredServices } from './registered-services.ts';
