import type { Resident } from '../people/people.ts';
import type { RunningSandbox } from './start-sandbox.ts';

const NAMES: Readonly<Record<string, string>> = {
  controlPanel: 'Control panel',
  portal: 'Portal',
  idp: 'Entra con CIE (issuer)',
  service: 'Stanza del Cittadino',
  school: 'School (open to minors)',
  authority: 'Card authority (OCSP, CRL)',
  softwareCie: 'Software CIE',
  idpCardTls: 'Entra con CIE, TLS door',
};

/** What `npm start` prints once everything answers: where to go, who can be tried, where data live, how to stop. */
export async function announcement(sandbox: RunningSandbox, seconds: number): Promise<string> {
  const { addresses, about, busyPorts } = sandbox;
  const panel = addresses['controlPanel'] ?? '';
  const places = [
    ...Object.entries(addresses).map(([name, address]) => [NAMES[name] ?? name, address]),
    ['Wallet (reader, cards)', `${panel}/wallet`],
    ['Inbox (SMS, e-mail, letters)', `${panel}/inbox`],
    ['Sandbox API', `${panel}/api/v1/openapi.json`],
  ];
  const people = (await sandbox.everybody()).filter(({ scenario }) => scenario !== null);
  return [
    '',
    `Tessera sandbox, ready in ${seconds.toFixed(1)} s`,
    ...busyPorts.map((port) => `Port ${port} belongs to another program: the next free one was taken.`),
    '',
    table(places),
    '',
    'People (all invented; PIN, PUK and everything else are in the control panel)',
    table([['', 'fiscal code', 'serial', 'password'], ...people.map(line)]),
    '',
    `Data    ${about.dataFolder} (${about.engine}, seed ${about.seed}); they stay until you start over`,
    'Stop    Ctrl-C',
    'Reset   npm start -- --fresh',
    '',
  ].join('\n');
}

const line = ({ scenario, fiscalCode, card, password }: Resident): string[] => [
  scenario ?? '',
  fiscalCode,
  card.serial,
  password ?? 'not active yet',
];

/** Columns as wide as their widest cell, indented by two. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd())
    .join('\n');
}
