// npm run coverage:requirements: which rows of docs/rules a test names, and where. --json for machines, --missing for the rows without one.
import { globSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

const { values: flags } = parseArgs({
  options: { json: { type: 'boolean' }, missing: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
});
if (flags.help) {
  console.log(
    'npm run coverage:requirements [-- --missing | --json]\n\nLists the requirement rows (docs/rules) that a test names in its title, and where.',
  );
  process.exit(0);
}

interface Row {
  readonly id: string;
  readonly text: string;
  readonly provenBy: string[];
}

const rows = new Map<string, Row>();
for (const file of ['docs/rules/requirements.md', 'docs/rules/security.md']) {
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const row =
      /^\| ((?!K-)(?:T-)?[A-Z][A-Z0-9]{0,2}-\d{2}) \| ([^|]+) \|/.exec(line) ?? /^(\d{1,2})\. (.+)$/.exec(line);
    const [, id, text] = row ?? [];
    if (id === undefined || text === undefined) continue;
    const name = /^\d/.test(id) ? `promise ${id}` : id;
    rows.set(name, { id: name, text: text.replaceAll('**', '').slice(0, 70), provenBy: [] });
  }
}

/** The parentheses of `each(…)` hold others, two deep. */
const TITLE =
  /\b(?:it|test|describe)(?:\.(?:each|skipIf|runIf)\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))?\(\s*(['"`])((?:(?!\1).)*)\1/gs;
const ID = /\b(?:T-)?[A-Z][A-Z0-9]{0,2}-\d{2}(?:\.\.\d{2})?\b|\bpromises? \d{1,2}\b/g;

for (const file of globSync(['{packages,apps}/*/src/**/*.test.{ts,tsx}', '{journeys,scripts}/**/*.test.ts'])) {
  const source = readFileSync(file, 'utf8');
  for (const title of source.matchAll(TITLE)) {
    const line = source.slice(0, title.index).split('\n').length;
    for (const [id] of (title[2] ?? '').matchAll(ID)) {
      for (const one of expand(id.replace('promises', 'promise'))) rows.get(one)?.provenBy.push(`${file}:${line}`);
    }
  }
}

/** `ACT-01..04` names four rows. */
function expand(id: string): string[] {
  const range = /^(.*-)(\d{2})\.\.(\d{2})$/.exec(id);
  if (range === null) return [id];
  const [, prefix = '', from = '', to = ''] = range;
  return Array.from(
    { length: Number(to) - Number(from) + 1 },
    (_, i) => prefix + String(Number(from) + i).padStart(2, '0'),
  );
}

const all = [...rows.values()];
const proven = all.filter((row) => row.provenBy.length > 0);
if (flags.json) console.log(JSON.stringify(all, null, 2));
else {
  for (const row of flags.missing ? all.filter((row) => row.provenBy.length === 0) : proven) {
    console.log(`${row.id.padEnd(11)} ${row.text}`);
    for (const place of row.provenBy) console.log(`            ${place}`);
  }
  const count = (prefix: RegExp) => {
    const family = all.filter((row) => prefix.test(row.id));
    return `${family.filter((row) => row.provenBy.length > 0).length} of ${family.length}`;
  };
  console.log(
    `\nNamed by a test: ${count(/^(?!T-|promise)/)} requirements, ${count(/^promise/)} promises, ${count(/^T-/)} attacks.`,
  );
}
