#!/usr/bin/env node
// The program as it is installed: TypeScript and its markup are read as they are.
import { register } from 'tsx/esm/api';

register();
await import('../src/main.ts');
