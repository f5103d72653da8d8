export { openSoftwareKeys } from './software-keys.ts';
