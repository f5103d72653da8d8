import { LANGUAGES } from '@tessera/base';
import { openTestbed, type Testbed } from '@tessera/testbed';
import { visitor } from '@tessera/web/testing';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ARTICLES } from './articles/index.ts';
import { createPortal, type RegisteredService } from './index.ts';
import { PORTAL_MIGRATIONS, portalSettings } from './testing/portal-testbed.ts';

const PUBLIC = ['/', '/attiva', '/info-utili', '/notizie', '/servizi', ...ARTICLES.map(({ path }) => path)];
const words = (html: string): string =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');

const mainOf = (html: string): string => html.slice(html.indexOf('<main'), html.indexOf('</main>'));
/** What each link says, and where it leads. */
const linksIn = (html: string): string[][] =>
  Array.from(html.matchAll(/<a [^>]*href="([^"]*)"[^>]*>(.*?)<\/a>/gs), ([, href = '', text = '']) => [
    words(text).trim(),
    href,
  ]);

describe('the public area', () => {
  let testbed: Testbed;
  let portal: FastifyInstance;
  let registered: readonly RegisteredService[] = [];

  beforeAll(async () => {
    testbed = await openTestbed('sqlite', { migrations: PORTAL_MIGRATIONS });
    portal = await createPortal({
      ground: testbed,
      settings: portalSettings,
      services: async () => registered,
      feedback: 'accessibilita@tessera.example',
      robotRounds: 1,
    });
  });
  afterAll(async () => {
    await portal.close();
    await testbed.close();
  });
  const read = async (url: string) => words((await visitor(portal).get(url)).body);
  /** The rows of a page's table, the head first. */
  const tableOn = async (url: string): Promise<string[][]> =>
    Array.from((await visitor(portal).get(url)).body.matchAll(/<tr>(.*?)<\/tr>/gs), ([, row = '']) =>
      Array.from(row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>|<td[^>]*\/>/gs), ([, cell = '']) => words(cell).trim()),
    );

  it('ACT-01, ACT-02 home has the menu, the claim and the boxes of the guides', async () => {
    const home = (await visitor(portal).get('/')).body;
    expect(linksIn(home.slice(home.indexOf('<nav class="nav-header"'), home.indexOf('</nav>')))).toEqual([
      ["Cos'è la carta", '/carta'],
      ['Richiedi', '/richiedi'],
      ['Attiva', '/attiva'],
      ['Info utili', '/info-utili'],
      ['Notizie', '/notizie'],
      ['Assistenza', '/assistenza'],
    ]);
    expect(home).toContain('<h1>Semplifica i tuoi accessi online con la Carta di Identità Elettronica</h1>');
    const main = mainOf(home);
    expect(linksIn(main).slice(0, 2)).toEqual([
      ['Attiva', '/attiva'],
      ['Richiedi', '/richiedi'],
    ]);
    expect(words(main)).toContain(
      "Attiva le tue credenziali Hai la Carta oppure l'hai già richiesta? Attiva subito le tue credenziali CIE (livello 1 e 2) e usale per usufruire dei servizi online. Attiva Richiedi la tua Carta",
    );
  });

  it('ACT-03, ACT-04, ACT-41 "Attiva" has the two boxes, the notice on minors and the way of the guides', async () => {
    const { body } = await visitor(portal).get('/attiva');
    const page = words(body);
    expect(linksIn(mainOf(body)).slice(-2)).toEqual([
      ['ATTIVA', '/attivazione'],
      ['Scarica l’app CieID', '/app-cieid'],
    ]);
    expect(page).toContain('Attiva credenziali CIE (livello 1 e 2)');
    expect(page).toContain(
      "Per l'attivazione è sufficiente la prima metà del codice PUK che hai ricevuto dal comune in fase di richiesta del documento. ATTIVA",
    );
    expect(page).toContain('Entra con CIE (livello 3)');
    expect(page).toContain("velocizzare l'accesso tramite QR code a tutti i livelli (1, 2 e 3).");
    expect(page).toContain(
      "conferma i tuoi contatti e scegli come autorizzare gli accessi, tramite l'app CieID o tramite un codice temporaneo (OTP) via SMS",
    );
    expect(page).toContain('Per accedere da PC è necessario un lettore NFC e il Software CIE.');
    expect(page).toContain(
      'Attualmente i minorenni di età compresa tra 5 e 18 anni possono accedere esclusivamente agli istituti scolastici di ogni ordine e grado, comprese le scuole ed accademie militari. Fino al compimento dei 5 anni non è consentito alcun accesso.',
    );
  });

  it('ACT-40 the catalogue shows registered services, schools among them, and links no dangerous address', async () => {
    registered = [];
    expect(await read('/servizi')).toContain('Nessun servizio è ancora registrato.');
    registered = [
      { name: 'Stanza <b>del</b> Cittadino', school: false, url: 'http://localhost:4003' },
      { name: 'Scuola Marconi', school: true, url: 'https://scuola.example/' },
      { name: 'Trappola', school: false, url: 'javascript:alert(1)' },
    ];
    const { body } = await visitor(portal).get('/servizi');
    expect(body).toContain('Stanza &lt;b>del&lt;/b> Cittadino');
    expect(body).toContain('href="http://localhost:4003/"');
    expect(words(body)).toContain('Scuola Marconi Scuola: anche per chi ha tra 5 e 18 anni');
    expect(body).not.toContain('javascript:');
  });

  it.each(LANGUAGES)('INF-01 the help desk’s number and hours are the configured ones: %s', async (language) => {
    const { phone, hours } = portalSettings.helpDesk;
    const { body } = await visitor(portal, { acceptLanguage: language }).get('/assistenza');
    // One press calls it, for whoever reads on a telephone.
    expect(mainOf(body)).toContain(`<a href="tel:${phone.replaceAll(' ', '')}">${phone}</a>, ${hours[language]}`);
  });

  it('INF-02 answers the eight questions of the guide', async () => {
    const { body } = await visitor(portal).get('/assistenza');
    const answered = Array.from(
      body.matchAll(/<summary>(.*?)<\/summary>(.*?)<\/details>/gs),
      ([, asked = '', answer = '']) => [asked, words(answer).trim()],
    );
    expect(answered).toEqual([
      [
        'Dove posso trovare i codici PIN e PUK?',
        expect.stringContaining('su ricevuta cartacea al momento della richiesta'),
      ],
      [
        'Ho smarrito il codice PIN, cosa devo fare?',
        expect.stringContaining('vai su Gestione carta, poi su Sblocco carta'),
      ],
      [
        'Ho dimenticato i codici PIN e PUK, cosa devo fare?',
        expect.stringMatching(/qualsiasi Comune.*seconda metà per e-mail.*48 ore/),
      ],
      [
        'Ho dimenticato la password associata alla CIE, come posso recuperarla?',
        expect.stringContaining('impostare una nuova password'),
      ],
      [
        'Voglio cambiare la ricezione dell’OTP da SMS a notifica in app (o viceversa), come faccio?',
        expect.stringContaining('da PC, nella tua area personale'),
      ],
      [
        'Posso attivare la CIE per i miei figli minorenni?',
        expect.stringMatching(
          /0-5 anni: non è possibile.*5-18 anni: .*livello 1 e 2.*La carta fisica non si può usare/,
        ),
      ],
      [
        'Si può utilizzare un unico numero di telefono per abilitare più CIE (es. per i genitori anziani)?',
        expect.stringContaining(
          'No, ogni identità digitale legata a una CIE richiede un numero di telefono univoco associato',
        ),
      ],
      ['Cosa succede se sbaglio codice PUK troppe volte?', expect.stringContaining('Al decimo PUK sbagliato')],
    ]);
    expect(linksIn(body)).toContainEqual(['Imposta una nuova password', '/recupera-password']);
  });

  it('INF-03 tells SPID and CIE apart', async () => {
    const [head, ...rows] = await tableOn('/aiuto/spid-e-cie');
    expect(head).toEqual(['', 'SPID', 'CIE']);
    expect(rows).toEqual([
      [
        'Chi lo gestisce',
        'Gestori di identità (IdP) privati',
        'Gestione pubblica con architettura centralizzata (Ministero dell’Interno)',
      ],
      [
        'Quanto costa',
        expect.stringContaining('da luglio 2025 due chiedono 5,98 € all’anno'),
        'Gratuita, al netto del costo iniziale della carta',
      ],
      ['Livelli', '1 e 2', '1, 2 e 3'],
      ['In Europa', 'Notificato nell’Unione europea', 'Notificata nell’Unione europea'],
    ]);
  });

  it('INF-04 tells the three levels apart, and says that almost everything asks for level 2', async () => {
    const [, ...rows] = await tableOn('/aiuto/livelli');
    expect(rows.map(([level, how]) => [level, how])).toEqual([
      ['Livello 1, basso', 'Nome utente e password'],
      ['Livello 2, significativo', 'Due fattori: la password e qualcosa che hai'],
      ['Livello 3, elevato', 'Più fattori: la carta e il PIN'],
    ]);
    expect(await read('/aiuto/livelli')).toContain('Il 98-99% dei servizi online delle PA richiede il livello 2.');
  });

  it('INF-05, INF-06, ACT-06, ACT-42, L3-01 has the checklist, the four steps and the two ways', async () => {
    const page = await read('/aiuto/cosa-serve');
    expect(page).toMatch(
      /Passo 0\. Verifica .*materiale.*Passo 1\. Attiva .*livello 1 e 2.*da un computer.*Passo 2\. Configura l’app CieID.*Passo 3, facoltativo\. Attiva il livello 3/,
    );
    for (const thing of ['La tua Carta d’Identità Elettronica', 'I codici PIN e PUK', 'Il cellulare'])
      expect(page).toContain(thing);
    expect(page).toContain('su due fogli separati (prime 4 e ultime 4 cifre)');
    expect(page).toContain('Senza lettura della carta (livello 1 e 2)');
    expect(page).toContain('Con lettura della carta (livello 3)');
    expect(page).toContain('Per il primo accesso ti consigliamo di inserire i dati della carta a mano');
  });

  it('INF-07, INF-09 says what the card is, and that Europe knows it', async () => {
    const page = await read('/carta');
    expect(page).toMatch(/certificato di autenticazione emesso dal Ministero dell’Interno.*RFID\/NFC/);
    expect(page).toMatch(
      /strumento di verifica dell’identità.*chiave di accesso ai servizi online di pubbliche amministrazioni e privati/,
    );
    expect(page).toContain('notificata nell’Unione europea secondo il regolamento eIDAS');
  });

  it('INF-08 names the systems of Software CIE', async () => {
    expect(await read('/aiuto/software-cie')).toContain('Windows, Mac o Linux');
  });

  it('PUK-15 COD-08 RPT-06 says what a PUK is recovered with, what remains after the tenth, and where a number is changed', async () => {
    const recovery = await read('/aiuto/recupero-puk');
    expect(recovery).toContain('Per recuperare il codice PUK ti serviranno');
    for (const input of [
      'Carta di Identità Elettronica (CIE) della quale recuperare il PUK',
      'Numero di cellulare o e-mail comunicati in fase di richiesta della CIE',
      'il numero di serie, stampato in alto a destra sulla carta',
      'dopo 48 ore dalla richiesta',
    ])
      expect(recovery).toContain(input);
    expect(await read('/assistenza')).toContain(
      'Puoi continuare a usarla come documento di identità. Per entrare di nuovo nei servizi devi richiedere una nuova carta al Comune.',
    );
    const changing = await read('/aiuto/cambiare-cellulare');
    expect(changing).toContain('Vai all’Ufficio Anagrafe di qualsiasi Comune con un documento d’identità valido');
    expect(changing).toContain('Su questo sito non puoi cambiarlo');
  });

  it('FAM-03, FAM-04 has the recipe for families: two identities, two numbers, one of them on a basic phone', async () => {
    expect(await read('/aiuto/famiglia')).toMatch(
      /attivi la tua CIE con il livello 3 e usi l’app CieID.*attiva la sua CIE con il livello 2 e sceglie «SMS»: riceve i codici sul proprio cellulare, anche se non è uno smartphone.*con due numeri separati.*stessi servizi di livello 2/,
    );
  });

  it('MIN-01 MIN-02 MIN-03 MIN-04 tells the rules for minors, age by age', async () => {
    const [, ...rows] = await tableOn('/aiuto/minori');
    expect(rows).toEqual([
      ['Fino al compimento dei 5 anni', 'Nessuna', 'In nessun servizio'],
      [
        'Dai 5 ai 18 anni',
        'Livello 1 e 2, attivate con il PUK',
        'Solo istituti scolastici di ogni ordine e grado, comprese le scuole ed accademie militari',
      ],
      ['Dai 18 anni', 'Livello 1, 2 e 3', 'In tutti i servizi'],
    ]);
  });

  it.each(LANGUAGES)('every page is there, in %s', async (language) => {
    for (const url of PUBLIC) {
      const page = await visitor(portal, { acceptLanguage: language }).get(url);
      expect(page.statusCode, url).toBe(200);
      expect(page.body, url).toContain(`<html lang="${language}">`);
      expect(page.body, url).not.toMatch(/undefined|\[object|\{\w+\}/);
      expect(page.body.match(/<h1>/g), url).toHaveLength(1);
    }
  });

  it('no link of the public area leads nowhere', async () => {
    const seen = new Set<string>();
    const waiting = ['/'];
    for (let url = waiting.pop(); url !== undefined; url = waiting.pop()) {
      if (seen.has(url) || seen.size > 200) continue;
      seen.add(url);
      const page = await visitor(portal).get(url);
      expect([200, 303], url).toContain(page.statusCode);
      if (!String(page.headers['content-type']).startsWith('text/html')) continue;
      for (const [, href = ''] of page.body.matchAll(/href="(\/(?!\/|assets|language)[^"#]*)[^"]*"/g))
        waiting.push(href.replaceAll('&amp;', '&'));
      for (const [, path = '', id = ''] of page.body.matchAll(/href="(\/[^"#]*)?#([^"]+)"/g)) {
        const target = path === '' ? page : await visitor(portal).get(path);
        expect(target.body, `${url} → ${path}#${id}`).toContain(`id="${id}"`);
      }
    }
    for (const url of PUBLIC) expect([...seen]).toContain(url);
  });

  it('T-PRV-03 no page names a foreign address to load from', async () => {
    for (const url of PUBLIC) {
      const { body } = await visitor(portal).get(url);
      for (const [, source = ''] of body.matchAll(/(?:src|<link[^>]*href)="([^"]+)"/g))
        expect(source, url).toMatch(/^\/assets\//);
    }
  });
});
