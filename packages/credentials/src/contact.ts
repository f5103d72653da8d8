import type { Keys } from '@tessera/base';
import { parsePhoneNumberFromString } from 'libphonenumber-js/mobile';

/** A way to reach a citizen. */
export type Contact =
  | { readonly kind: 'sms' /** A mobile number as E.164 writes it: +393331234567. */; readonly address: string }
  | { readonly kind: 'email'; readonly address: string };

/** What people type around the digits. Digits of other scripts are refused, not translated. */
const PHONE_CHARACTERS = /^[+\d\s()./-]{6,32}$/;

/**
 * A mobile number in E.164, also from other countries; null for anything that cannot receive an SMS.
 *
 * Taken with or without +39 or 0039, with blanks, dots, hyphens and brackets.
 */
export function parsePhone(text: string): string | null {
  if (!PHONE_CHARACTERS.test(text)) return null;
  // The library's mobile numbering plans: what is valid in them is a mobile number.
  const phone = parsePhoneNumberFromString(text, { defaultCountry: 'IT', extract: false });
  return phone?.isValid() ? phone.number : null;
}

const EMAIL_LENGTH_MAX = 254;

/** A name before the @ without stray dots, and a domain of at least two labels. ASCII only: look-alike letters stay out. */
const EMAIL =
  /^(?=.{1,64}@)[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/i;

/** The address with its domain in lower case, or null. Source: RFC 5321 section 4.1.2 (dot-string), 4.5.3.1 (lengths). */
export function parseEmail(text: string): string | null {
  const trimmed = text.trim();
  if (trimmed.length > EMAIL_LENGTH_MAX || !EMAIL.test(trimmed)) return null;
  const at = trimmed.lastIndexOf('@');
  return trimmed.slice(0, at) + trimmed.slice(at).toLowerCase();
}

/** Under which a contact is looked up and its budgets are kept. Capitals make no second mailbox. */
export const contactDigest = (keys: Keys, { kind, address }: Contact): Uint8Array =>
  kind === 'sms' ? keys.digest('phone', address) : keys.digest('email', address.toLowerCase());

/** The prefix and the last two digits: +39********67 (ACT-18, T-ACT-20). */
export function maskPhone(phone: string): string {
  const prefix = `+${parsePhoneNumberFromString(phone)?.countryCallingCode ?? ''}`;
  return prefix + '*'.repeat(phone.length - prefix.length - 2) + phone.slice(-2);
}

/** The first letter alone: m***@*** (T-ACT-20). */
export const maskEmail = (email: string): string => `${email.slice(0, 1)}***@***`;
