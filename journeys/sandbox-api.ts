/** An invented person, as `POST /people` and `POST /scenarios/{name}` give it. */
export interface Person {
  readonly fiscalCode: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate: string;
  /** Halves whose letter has not come yet stand as `****`. */
  readonly card: { readonly serial: string; readonly pin: string; readonly puk: string; readonly nis: string };
  readonly phone: string | null;
  readonly email: string | null;
  readonly language: 'it' | 'en' | 'de';
  /** Null until the credentials are active. */
  readonly password: string | null;
}

export interface PersonWish {
  readonly birthDate?: string;
  readonly age?: number;
  readonly phone?: string | null;
  readonly email?: string | null;
  readonly card?: 'requested' | 'delivered';
  readonly language?: 'it' | 'en' | 'de';
}

export interface Message {
  readonly id: number;
  readonly kind: 'sms' | 'email' | 'push' | 'letter';
  readonly to: string;
  readonly text: string;
  readonly code?: string;
  readonly at: string;
}

export interface MessageSearch {
  readonly to: string;
  readonly kind: 'sms' | 'email';
  /** Only what came after the message with this number. */
  readonly after?: number;
  /** Seconds to wait for the first one. */
  readonly wait?: number;
}

export interface ServiceWish {
  readonly displayName: string;
  readonly school?: boolean;
  readonly openid_relying_party: Readonly<Record<string, unknown>>;
}

/** The Sandbox API, version 1: the one door through which a journey speaks to the country beside its pages. */
export interface SandboxApi {
  /** Origins of the apps by name. */
  addresses(): Promise<Readonly<Record<string, string>>>;
  makePerson(wish?: PersonWish): Promise<Person>;
  makeScenario(name: string): Promise<Person>;
  messages(search: MessageSearch): Promise<readonly Message[]>;
  /** The country's time, ISO 8601. */
  now(): Promise<string>;
  /** Moves the clock by an ISO 8601 duration, such as `PT11M`. */
  advanceClock(duration: string): Promise<void>;
  /** Moves the clock to an instant, ISO 8601; a frozen clock stands there. */
  setClock(instant: string): Promise<void>;
  /** Stops the clock, or lets it run again. */
  freezeClock(frozen: boolean): Promise<void>;
  registerService(wish: ServiceWish): Promise<{ readonly client_id: string; readonly issuer: string }>;
}

/** Every call throws an error with the problem's own sentence when the answer is not the one promised. */
export function sandboxApi(controlPanel: string): SandboxApi {
  const call = async <Answer>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer> => {
    const answer = await fetch(`${controlPanel}/api/v1${path}`, {
      method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Answer;
  };
  return {
    addresses: () => call('GET', '/addresses'),
    makePerson: (wish = {}) => call('POST', '/people', wish),
    makeScenario: (name) => call('POST', `/scenarios/${name}`),
    messages: (search) => {
      const query = Object.entries(search).map(([name, value]): [string, string] => [name, String(value)]);
      return call('GET', `/messages?${new URLSearchParams(query)}`);
    },
    now: async () => (await call<{ now: string }>('GET', '/clock')).now,
    advanceClock: async (duration) => {
      await call('POST', '/clock', { advance: duration });
    },
    setClock: async (instant) => {
      await call('POST', '/clock', { set: instant });
    },
    freezeClock: async (frozen) => {
      await call('POST', '/clock', { freeze: frozen });
    },
    registerService: (wish) => call('POST', '/relying-parties', wish),
  };
}
