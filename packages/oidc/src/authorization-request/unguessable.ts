import { STATE_LENGTH } from '../profile.ts';

/** Visible ASCII (RFC 6749 appendix A.5, without its blank), 32 to 512 characters. "Alphanumeric" in the rules is loose: hyphens pass. */
export function isUnguessable(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value.length >= STATE_LENGTH.min &&
    value.length <= STATE_LENGTH.max &&
    /^[\x21-\x7e]+$/.test(value)
  );
}
