// npm run hsm:build: compiles the native module that speaks PKCS #11, for the Node that runs Tessera.
import { compileModule } from './compile-module.ts';

compileModule({ folder: 'node_modules/pkcs11js', header: null, packages: 'g++ make python3' });
console.log('\nDone: keys in an HSM can be used. To try it without one:  sudo apt-get install softhsm2');
