import { describe, expect, it } from 'vitest';
import { readSettings } from './settings.ts';

const read = (args: string[], environment: NodeJS.ProcessEnv = {}) => readSettings(args, environment, '/project');

describe('settings of the sandbox', () => {
  it('have a default for everything', () => {
    expect(read([])).toEqual({
      outcome: 'start',
      settings: {
        port: 4000,
        dataFolder: '/project/.tessera',
        databaseUrl: null,
        vpcd: null,
        terminalExponentFile: null,
        seed: null,
        fresh: false,
        open: false,
      },
    });
  });

  it('take flags and environment together', () => {
    const environment = {
      TESSERA_PORT: '5000',
      TESSERA_DATA: '/data',
      TESSERA_VPCD: '127.0.0.1:35963',
      DATABASE_URL: 'postgres://localhost/x',
    };
    expect(read(['--fresh', '--seed', '7', '--open'], environment)).toEqual({
      outcome: 'start',
      settings: {
        port: 5000,
        dataFolder: '/data',
        databaseUrl: 'postgres://localhost/x',
        vpcd: { host: '127.0.0.1', port: 35963 },
        terminalExponentFile: null,
        seed: 7,
        fresh: true,
        open: true,
      },
    });
  });

  it('treat an empty variable as absent', () => {
    expect(read([], { TESSERA_PORT: '', TESSERA_DATA: '', DATABASE_URL: '' })).toEqual(read([]));
  });

  it.each([['--hlep'], ['start'], ['--seed'], ['--fresh=yes']])('refuse the unknown word %s and name it', (word) => {
    const reading = read([word]);
    expect(reading).toMatchObject({ outcome: 'wrong' });
    expect(JSON.stringify(reading)).toContain(word.replace('=yes', ''));
  });

  it.each(['-1', '1.5', '1e3', '٣', '4294967296', ''])('refuse the seed "%s"', (seed) => {
    expect(read([`--seed=${seed}`]).outcome).toBe('wrong');
  });

  it.each(['65536', 'http', '40 00'])('refuse the port "%s"', (port) => {
    expect(read([], { TESSERA_PORT: port }).outcome).toBe('wrong');
  });

  it('refuse another kind of database', () => {
    expect(read([], { DATABASE_URL: 'mysql://localhost/x' }).outcome).toBe('wrong');
  });

  it.each(['35963', '0.0.0.0:35963', 'example.org:35963', '127.0.0.1:0', '127.0.0.1:99999'])(
    'refuse "%s" for the virtual reader: a card is shown to this machine alone',
    (vpcd) => {
      expect(read([], { TESSERA_VPCD: vpcd }).outcome).toBe('wrong');
    },
  );
});
