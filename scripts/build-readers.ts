// npm run readers:build: compiles the native module that speaks to PC/SC, for the Node that runs Tessera.
import { compileModule } from './compile-module.ts';

compileModule({
  folder: 'node_modules/@pokusew/pcsclite',
  header: '/usr/include/PCSC/winscard.h',
  packages: 'g++ make python3 libpcsclite-dev',
});
console.log('\nDone: readers of PC/SC can be used. On Linux, pcscd has to run:  sudo apt-get install pcscd');
