import type { Ground } from '@tessera/base';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import {
  Actions,
  type AppSettings,
  type AskedQuestion,
  Button,
  Callout,
  Card,
  Cards,
  Checkbox,
  CodeField,
  CopyButton,
  Countdown,
  createRobotCheck,
  createWebServer,
  DescriptionList,
  DigitBoxes,
  type Fields,
  Form,
  type FormErrors,
  LaterButton,
  LinkButton,
  Page,
  PasswordField,
  PasswordRules,
  Radios,
  RobotField,
  readForm,
  robotErrors,
  StatusListener,
  TextField,
  unansweredRobot,
  type WebServerOptions,
} from '../index.ts';

export const sampleSettings: AppSettings = {
  origin: 'http://localhost',
  addresses: { portal: 'http://localhost:4001' },
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
};

interface SamplePageProps {
  readonly question: AskedQuestion;
  readonly now: number;
  readonly errors?: FormErrors;
  readonly typed?: Fields;
}

/** Every piece of the room on one page: what the tests look at, in each language and width. */
function SamplePage({ question, now, errors = [], typed = {} }: SamplePageProps) {
  return (
    <Page
      title="Pagina di prova"
      procedure="Prova"
      lead="Tutti i pezzi in una pagina."
      breadcrumb={[{ text: 'Prova' }]}
      nav={[
        { text: 'Attiva', href: '/', current: true },
        { text: 'Notizie', href: '/notizie' },
      ]}
      stepper={{ steps: ['I TUOI DATI', 'CONTATTI E PASSWORD', 'CONFIGURA', 'RIEPILOGO'], active: 1 }}
      errors={errors}
      typed={typed}
    >
      <Form action="/" required>
        <TextField name="fiscalCode" label="Codice Fiscale" kind="code" hint="16 lettere e cifre" size={16} required />
        <PasswordField name="password" label="Scegli Password" kind="new" required />
        <PasswordRules
          field="password"
          intro="Almeno i seguenti criteri:"
          rules={[
            { text: 'minimo 10, massimo 20 caratteri', check: 'length' },
            { text: 'un numero', check: 'digit' },
          ]}
        />
        <CodeField name="code" label="Codice di verifica OTP" />
        <DigitBoxes legend="Inserisci la 1° e 3° cifra" name="digit" asked={[1, 3]} length={8} />
        <Checkbox name="agreed" label="Ho preso visione" required />
        <Radios
          name="way"
          label="Scegli come"
          choices={[
            { value: 'app', label: 'App', hint: 'Una notifica.' },
            { value: 'sms', label: 'SMS', hint: 'Un codice.' },
          ]}
        />
        <RobotField question={question} />
        <Countdown until={now + 95_000} now={now} label="Validità codice" />
        <LaterButton from={now + 4_000} now={now}>
          Invia SMS di nuovo
        </LaterButton>
        <Actions>
          <Button>Continua</Button>
          <Button look="outline" formAction="/altro">
            Annulla
          </Button>
        </Actions>
      </Form>
      <Callout kind="warning">
        <p>Fai attenzione.</p>
      </Callout>
      <Callout kind="success" title="Credenziali attivate">
        <p>Puoi usarle.</p>
      </Callout>
      <Cards>
        <Card
          title="App CieID"
          badge="MODALITÀ CONSIGLIATA"
          actions={<LinkButton href="/">Scegli App CieID</LinkButton>}
        >
          <p>Ricevi una notifica.</p>
        </Card>
        <Card title="SMS">
          <p>Ricevi un codice.</p>
        </Card>
      </Cards>
      <DescriptionList items={[{ term: 'Nome', value: 'Zefira', change: { href: '/', text: 'Modifica' } }]} />
      <CopyButton text="123456" />
      <StatusListener url="/novita" />
    </Page>
  );
}

const SampleForm = z.object({
  fiscalCode: z.string().trim().length(16, 'fieldMissing'),
  agreed: z.literal('on', 'fieldMissing'),
});
const MESSAGE = { fieldMissing: 'Inserisci un codice fiscale di 16 caratteri' };

export interface SampleApp {
  readonly server: FastifyInstance;
  /** Wakes the page's listener. */
  readonly wake: () => void;
}

/** An app of one page, for the tests of this room. */
export async function sampleApp(ground: Ground, options: Partial<WebServerOptions> = {}): Promise<SampleApp> {
  const listeners = new Set<() => void>();
  const robot = createRobotCheck(ground, { rounds: 50 });
  const server = await createWebServer({
    name: 'sample',
    site: { name: { it: 'Sito di prova', en: 'Sample site', de: 'Probeseite' } },
    settings: sampleSettings,
    ground,
    ...options,
  });
  robot.addTo(server);
  const page = { now: ground.clock.now() };
  server.get('/', async (_request, reply) => reply.page(<SamplePage question={robot.ask(reply)} {...page} />));
  server.post('/', async (request, reply) => {
    const form = readForm(SampleForm, request.body, (key: keyof typeof MESSAGE) => MESSAGE[key]);
    const again = (errors: FormErrors, unchecked?: unknown) => {
      const question = robot.ask(reply, unchecked);
      return reply.code(422).page(<SamplePage question={question} {...page} errors={errors} typed={form.typed} />);
    };
    if (form.outcome === 'invalid') {
      return again([...form.errors, ...unansweredRobot(request.body, request.language)], request.body);
    }
    const robotOutcome = await robot.check(reply, request.body);
    if (robotOutcome !== 'passed') return again(robotErrors(robotOutcome, request.language));
    return reply.redirect('/fatto', 303);
  });
  server.get('/fatto', async (_request, reply) =>
    reply.page(
      <Page title="Fatto">
        <p>Fatto.</p>
      </Page>,
      { formAction: ['https://service.example'] },
    ),
  );
  server.get('/novita', async (_request, reply) =>
    reply.wakeUps((wake) => {
      listeners.add(wake);
      return () => listeners.delete(wake);
    }),
  );
  server.get('/guasto', async () => {
    throw new Error('the words of this error are for nobody: RSSMRA85T10A562S');
  });
  server.get('/occupato', async () => {
    throw Object.assign(new Error('busy'), { name: 'PoolBusy' });
  });
  server.get('/api/guasto', { config: { api: true } }, async () => {
    throw new Error('nobody reads this');
  });
  server.post('/token', { config: { fromOtherSites: true, api: true } }, async (request) => ({ heard: request.body }));
  server.post('/solo-json', { config: { api: true } }, async (request) => ({ heard: request.body }));
  const wake = () => {
    for (const listener of listeners) listener();
  };
  return { server, wake };
}
