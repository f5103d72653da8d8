/** The error codes of the profile (docs/rules/oidc.md 12 and 13). */
export type ErrorCode =
  | 'access_denied'
  | 'invalid_client'
  | 'invalid_grant'
  | 'invalid_request'
  | 'invalid_request_object'
  | 'invalid_scope'
  | 'invalid_token'
  | 'registration_not_supported'
  | 'request_uri_not_supported'
  | 'temporarily_unavailable'
  | 'unauthorized_client'
  | 'unsupported_grant_type'
  | 'unsupported_response_type';

/**
 * A rule of the profile that a message broke: an ordinary outcome, so it is returned and never thrown.
 *
 * The sentence is for developers. It travels as `error_description`: printable ASCII without quotes or backslashes
 * (RFC 6749 section 4.1.2.1), and nothing that the sender wrote.
 */
export class BrokenRule {
  readonly error: ErrorCode;
  readonly sentence: string;

  constructor(error: ErrorCode, sentence: string) {
    this.error = error;
    this.sentence = sentence;
  }
}

export const broken = (error: ErrorCode, sentence: string): BrokenRule => new BrokenRule(error, sentence);
