/** Where a provider under measurement is spoken to. */
export interface Endpoints {
  readonly issuer: string;
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  readonly userinfoEndpoint: string;
}

/** Those who can sign in. */
export interface People {
  readonly people: readonly Person[];
}

/** Someone who can sign in. `phone` where the code comes by SMS. */
export interface Person {
  readonly username: string;
  readonly password: string;
  readonly phone?: string;
}

/** What the parent gives the child: its settings and the one service that will sign people in. */
export interface ProviderStart {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly jwks: { readonly keys: readonly Record<string, unknown>[] };
  /** With argon2id, or with the hashing left out on both sides. */
  readonly hashing: boolean;
  readonly people: number;
  /** PostgreSQL, or null for SQLite in the folder. Only Tessera keeps anything. */
  readonly databaseUrl: string | null;
  readonly folder: string;
}

/** Runs `serve` with what the parent sends, and tells it what came of it. */
export function child(serve: (start: ProviderStart) => Promise<Endpoints | People>): void {
  process.once('message', (start: ProviderStart) => {
    serve(start).then(
      (ready) => process.send?.({ ready }),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
  process.once('disconnect', () => process.exit(0));
}
