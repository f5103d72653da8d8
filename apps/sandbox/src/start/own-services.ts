import type { Ground } from '@tessera/base';
import { registerRelyingParty } from '@tessera/oidc';
import type { ServiceRegistration } from '@tessera/service';

/** The country's own services, registered through the door that everybody's services take. */
export class OwnServices {
  readonly #ground: Ground;
  readonly #registrations: ServiceRegistration[] = [];

  constructor(ground: Ground) {
    this.#ground = ground;
  }

  /** At each start anew: a service has new keys then. Throws when it breaks a rule. */
  async register(registration: ServiceRegistration): Promise<void> {
    await this.#atProvider(registration);
    this.#registrations.push(registration);
  }

  /** After a reset the provider knows nobody any more. */
  async registerAgain(): Promise<void> {
    for (const registration of this.#registrations) await this.#atProvider(registration);
  }

  async #atProvider(registration: ServiceRegistration): Promise<void> {
    const result = await registerRelyingParty(this.#ground, registration, { sandbox: true });
    if (result.outcome === 'registered') return;
    throw new Error(`${registration.displayName}: ${result.broken.map(({ message }) => message).join(' ')}`);
  }
}
