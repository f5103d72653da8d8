import { rmSync } from 'node:fs';
import { Writable } from 'node:stream';
import type { RunningSandbox, SandboxOptions } from '@tessera/sandbox';
import { temporarySandbox } from '@tessera/sandbox/testing';
import { launchBrowser, withChromium } from '@tessera/web/testing';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest';
import { type Citizen, citizenOf } from './citizen.ts';
import { type PersonWish, type SandboxApi, sandboxApi } from './sandbox-api.ts';
import { type LookedAt, openVisit, type Visit, type VisitOptions } from './visit.ts';

/** The same people in every run. */
const SEED = 20_261_125;

export interface JourneyOptions {
  /** Looks at the pages that every journey passes, too: for those that are walked to see them all. */
  readonly looksInPassing?: boolean;
  /** What this country has that others have not. */
  readonly sandbox?: Partial<SandboxOptions>;
}

/** A running sandbox and a browser, for one file of journeys. */
export class Country {
  readonly folder: string;
  readonly api: SandboxApi;
  /** Origins of the apps by name; a journey may add one of its own. */
  readonly addresses: Record<string, string>;
  readonly browser: Browser;
  /** Errors of the apps that nobody expected. */
  readonly bugs: unknown[];
  /** What the apps have written to their logs. */
  readonly log: readonly string[];
  readonly #sandbox: RunningSandbox;
  readonly #looks: { readonly lookedAt: LookedAt; readonly looksInPassing: boolean };
  #visits: Visit[] = [];
  #stopped: Promise<void> | undefined;

  private constructor(
    about: Pick<Country, 'folder' | 'browser' | 'bugs' | 'log' | 'addresses'>,
    sandbox: RunningSandbox,
    looksInPassing: boolean,
  ) {
    this.folder = about.folder;
    this.browser = about.browser;
    this.bugs = about.bugs;
    this.log = about.log;
    this.addresses = about.addresses;
    this.api = sandboxApi(about.addresses['controlPanel'] ?? '');
    this.#sandbox = sandbox;
    this.#looks = { lookedAt: new Set(), looksInPassing };
  }

  /** Everything of `npm start`, on free ports, in a folder of its own. */
  static async begin({ looksInPassing = false, sandbox: special = {} }: JourneyOptions = {}): Promise<Country> {
    const log: string[] = [];
    const destination = new Writable({
      write: (line, _encoding, written) => {
        log.push(String(line));
        written();
      },
    });
    const [{ sandbox, folder, bugs, origin }, browser] = await Promise.all([
      temporarySandbox({ seed: SEED, log: { destination }, ...special }),
      launchBrowser(),
    ]);
    const addresses = { ...(await sandboxApi(origin).addresses()) };
    return new Country({ folder, browser, bugs, log, addresses }, sandbox, looksInPassing);
  }

  /** Stops the country before its time, to look at what it leaves. */
  stop(): Promise<void> {
    this.#stopped ??= this.#sandbox.stop();
    return this.#stopped;
  }

  async end(): Promise<void> {
    await this.browser.close();
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A fresh browser, whose complaints are looked at when the journey is over. */
  async visit(options: VisitOptions = {}): Promise<Visit> {
    const visit = await openVisit(this.browser, { addresses: this.addresses, ...this.#looks }, options);
    this.#visits.push(visit);
    return visit;
  }

  async newCitizen(wish: PersonWish = {}): Promise<Citizen> {
    return citizenOf(this.api, await this.api.makePerson(wish));
  }

  async citizenLike(scenario: string): Promise<Citizen> {
    return citizenOf(this.api, await this.api.makeScenario(scenario));
  }

  /** Where everybody stands, for whoever has to find out why a journey failed. */
  async whereabouts(): Promise<string> {
    return (await Promise.all(this.#visits.map((visit) => visit.whereabouts()))).flat().join('\n');
  }

  /** Nothing was refused by the policy, no script failed, nothing foreign was asked for, every header was strict, no app broke. */
  async nothingWentWrong(): Promise<void> {
    const visits = this.#visits;
    this.#visits = [];
    for (const visit of visits) {
      const { complaints } = visit;
      await visit.close();
      expect(complaints).toEqual({ errors: [], foreign: [], looseHeaders: [] });
    }
    expect(this.bugs).toEqual([]);
  }
}

/** Journeys through one country. It stands in `country()` from before the first journey until after the last. */
export function journeys(name: string, tell: (country: () => Country) => void, options: JourneyOptions = {}): void {
  withChromium(name, () => {
    // A journey is long, and machines are busy: a limit is there to end what hangs, not to measure.
    vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });
    let country: Country | undefined;
    const here = (): Country => {
      if (country === undefined) throw new Error('the country has not begun');
      return country;
    };
    beforeAll(async () => {
      country = await Country.begin(options);
    });
    afterEach(async ({ task }) => {
      if (task.result?.state === 'fail') console.error(`${task.name}: stood at\n${await here().whereabouts()}`);
      await here().nothingWentWrong();
    });
    afterAll(() => country?.end());
    tell(here);
  });
}
