import { tables } from '@tessera/activation/testing';
import type { Language } from '@tessera/base';
import { openTestbed, type Testbed } from '@tessera/testbed';
import { type AppSettings, createRobotCheck, createWebServer, migrations as robotTables } from '@tessera/web';
import { robotFields, type Visitor, type VisitorOptions, visitor } from '@tessera/web/testing';
import type { FastifyInstance } from 'fastify';
import { activationRoutes } from '../index.ts';

/** The wizard alone, on a ground of its own. */
export interface WizardServer {
  readonly bed: Testbed;
  readonly server: FastifyInstance;
  /** Errors that were answered with 500. */
  readonly bugs: readonly unknown[];
  close(): Promise<void>;
}

export const settingsAt = (origin: string): AppSettings => ({
  origin,
  addresses: { portal: origin },
  authorityName: 'Autorità di Esempio',
  helpDesk: {
    phone: '800 000 000',
    hours: {
      it: 'dal lunedì al venerdì, 9:00-18:00',
      en: 'Monday to Friday, 9:00-18:00',
      de: 'Montag bis Freitag, 9:00-18:00',
    },
  },
  sandbox: true,
});

const NAMES: Readonly<Record<Language, string>> = {
  it: 'Carta di Identità Elettronica',
  en: 'Electronic identity card',
  de: 'Elektronische Identitätskarte',
};

export async function wizardServer(origin = 'http://localhost'): Promise<WizardServer> {
  const bed = await openTestbed('sqlite', { migrations: [...tables, ...robotTables] });
  const settings = settingsAt(origin);
  const bugs: unknown[] = [];
  const server = await createWebServer({
    name: 'portal',
    site: { name: NAMES },
    settings,
    ground: bed,
    onBug: (error) => bugs.push(error),
  });
  const robot = createRobotCheck(bed, { rounds: 1 });
  robot.addTo(server);
  activationRoutes(server, { ground: bed, settings, robot, card: null });
  return {
    bed,
    server,
    bugs,
    close: async () => {
      await server.close();
      await bed.close();
    },
  };
}

/** A browser that has opened step 1.1, with the fields that pass its robot check. */
export async function atTheStart(
  server: FastifyInstance,
  options: VisitorOptions = {},
): Promise<{ browser: Visitor; robot: Record<string, string>; form: string }> {
  const browser = visitor(server, options);
  const page = await browser.get('/attivazione');
  return { browser, robot: await robotFields(browser), form: formName(page.body) };
}

/** The name of the form on a page. */
export const formName = (body: string): string => /name="form" value="([^"]+)"/.exec(body)?.[1] ?? '';
