import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openChannel, triesLeft } from '@tessera/card-client';
import { encodeCvCertificate, readDerIntegers } from '@tessera/ias';
import { nodePrimitives } from '@tessera/readers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { citizenCard } from '../testing/citizen-card.ts';
import { DEFAULT_PORT, readSettings } from './settings.ts';
import { readTerminal } from './terminal-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tessera-cie-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const write = async (name: string, content: object): Promise<string> => {
  const file = join(folder, name);
  await writeFile(file, JSON.stringify(content));
  return file;
};
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

describe('settings', () => {
  const whole = {
    provider: 'https://idp.example.it',
    terminal: 'terminal.json',
    authorityName: 'Ministero di prova',
    helpDesk: { phone: '800 000 000', hours: { it: 'sempre', en: 'always', de: 'immer' } },
  };

  it('come from one file; the environment goes before it', async () => {
    const file = await write('settings.json', whole);
    const settings = readSettings({ TESSERA_CIE_SETTINGS: file, TESSERA_CIE_FOLDER: folder });
    expect(settings).toMatchObject({ provider: whole.provider, port: DEFAULT_PORT, folder });
    expect(settings.terminal).toBe(join(folder, 'terminal.json'));
    expect(settings.app.origin).toBe(`http://127.0.0.1:${DEFAULT_PORT}`);
    expect(readSettings({ TESSERA_CIE_SETTINGS: file, TESSERA_CIE_PORT: '4777' }).app.origin).toContain(':4777');
  });

  it('are refused with a name for each thing that is wrong', async () => {
    const file = await write('settings.json', { ...whole, provider: 'http://idp.example.it', port: 80 });
    const read = () => readSettings({ TESSERA_CIE_SETTINGS: file });
    expect(read).toThrow(/provider: must be an https origin/);
    expect(read).toThrow(/port: /);
    expect(() => readSettings({ TESSERA_CIE_SETTINGS: join(folder, 'none.json') })).toThrow(/^terminal: missing$/m);
  });
});

describe('the terminal', () => {
  const primitives = nodePrimitives();

  it('opens a channel by its certificate, or by the exponent of the cards’ authority', async () => {
    const { made, card } = citizenCard();
    const { serial, privateKey, certificate } = made.reader;
    const key = { serial: Buffer.from(serial).toString('hex'), privateKey: base64(privateKey) };
    const exponent = readDerIntegers(made.authorityKey.privateKey)?.[3] ?? new Uint8Array();
    const files = [
      await write('certified.json', { ...key, certificate: base64(encodeCvCertificate(certificate)) }),
      await write('exponent.json', { ...key, authorityExponent: base64(exponent) }),
    ];
    for (const file of files) {
      const channel = await openChannel(card, await readTerminal(file, primitives), primitives);
      expect(await triesLeft(channel, 'pin')).toBe(3);
    }
    await expect(readTerminal(await write('neither.json', key), primitives)).rejects.toThrow(/neither/);
  });
});
