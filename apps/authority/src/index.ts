export { type AuthorityOptions, createAuthority } from './create-authority.tsx';
