import { fileURLToPath } from 'node:url';

const source = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** Scripts of single pages, by the name that the page asks for them with. */
export const extraScripts: Readonly<Record<string, string>> = {
  'send-on': source('./send-on.ts'),
  'software-cie-status': source('./software-cie-status.ts'),
};
