import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { builtAssets } from './assets.ts';

describe('assets', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tessera-assets-'));
    await writeFile(join(folder, 'panel.ts'), 'document.title = (document.title + "!") as string;');
    await writeFile(join(folder, 'panel.css'), '.panel { color: light-dark(#111, #eee); }');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const sources = () => ({ scripts: { panel: join(folder, 'panel.ts') }, styles: [join(folder, 'panel.css')] });

  it('of an app are built beside those of every page, and each has its name', async () => {
    const { address, folder: built } = await builtAssets(sources());
    for (const name of ['page.js', 'tessera.css', 'bootstrap-italia.css', 'mark.svg', 'panel.js', 'panel.css']) {
      expect(address(name), name).toMatch(/^\/assets\/[\w.-]+-[\w-]{8,10}\.(js|css|svg)$/);
    }
    expect(() => address('other.js')).toThrow('no asset "other.js"');
    const style = await readFile(join(built, 'files', address('panel.css').slice('/assets/'.length)), 'utf8');
    expect(style).toContain('light-dark(');
    await rm(built, { recursive: true, force: true });
  });

  it('are built once for one state of their sources, also by two at once, and anew when one changes', async () => {
    const [first, second] = await Promise.all([builtAssets(sources()), builtAssets(sources())]);
    expect(second.folder).toBe(first.folder);
    await writeFile(join(folder, 'panel.css'), '.panel { color: red; }');
    const third = await builtAssets(sources());
    expect(third.folder).not.toBe(first.folder);
    expect(third.address('panel.css')).not.toBe(first.address('panel.css'));
    for (const built of [first.folder, third.folder]) await rm(built, { recursive: true, force: true });
  });

  it('hold no font as data and no address of another site: `font-src` and `style-src` are our own', async () => {
    const { address, folder: built } = await builtAssets({ scripts: {}, styles: [] });
    for (const name of ['bootstrap-italia.css', 'tessera.css']) {
      const css = await readFile(join(built, 'files', address(name).slice('/assets/'.length)), 'utf8');
      expect(css).not.toMatch(/@font-face[^}]*data:/);
      expect(css).not.toMatch(/url\(["']?https?:/);
      expect(css).not.toMatch(/@import/);
    }
  });
});
