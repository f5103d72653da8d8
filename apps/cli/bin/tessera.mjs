#!/usr/bin/env node
// npx tessera …: the same as `npm run tessera -- …`. Plain JavaScript: it must start under whatever Node the machine has.

// Files are meant as they are named where the command was typed; Tessera itself works in its own folder.
process.env.INIT_CWD = process.cwd();
process.argv.splice(2, 0, 'apps/cli/src/main.ts');
await import('../../../scripts/run.mjs');
