/**
 * The status words of this card, by their names in the standard.
 *
 * Source: ISO/IEC 7816-4, status bytes (tables of general and specific meanings).
 */
export const SUCCESS = 0x9000;

/** 61xx: more bytes wait for GET RESPONSE; `00` stands for 256 or more. */
export const bytesRemaining = (bytes: number): number => 0x6100 | (bytes >= 256 ? 0 : bytes);

/** End of the file came before Le bytes were read: the data are what there is. */
export const END_OF_FILE = 0x6282;

/** Something was proven wrong: a signature, a certificate. */
export const AUTHENTICATION_FAILED = 0x6300;

/** 63Cx: the code was wrong, or was not sent at all; x tries are left. */
export const triesLeftStatus = (triesLeft: number): number => 0x63c0 | triesLeft;

/** The x of 63Cx; null for any other status. */
export const triesLeftOf = (status: number): number | null => ((status & 0xfff0) === 0x63c0 ? status & 0x0f : null);

export const WRONG_LENGTH = 0x6700;

export const LOGICAL_CHANNEL_NOT_SUPPORTED = 0x6881;
export const SECURE_MESSAGING_NOT_SUPPORTED = 0x6882;
export const LAST_COMMAND_OF_CHAIN_EXPECTED = 0x6883;
export const CHAINING_NOT_SUPPORTED = 0x6884;

export const SECURITY_STATUS_NOT_SATISFIED = 0x6982;
export const AUTHENTICATION_METHOD_BLOCKED = 0x6983;
export const CONDITIONS_NOT_SATISFIED = 0x6985;
export const NO_CURRENT_FILE = 0x6986;
export const SECURE_MESSAGING_OBJECT_MISSING = 0x6987;
export const SECURE_MESSAGING_OBJECT_INCORRECT = 0x6988;

export const INCORRECT_DATA = 0x6a80;
export const FILE_NOT_FOUND = 0x6a82;
export const INCORRECT_P1_P2 = 0x6a86;
export const REFERENCE_DATA_NOT_FOUND = 0x6a88;

/** The offset lies outside the file. */
export const WRONG_P1_P2 = 0x6b00;

/** 6Cxx: Le was wrong, exactly xx bytes are there; `00` stands for 256 or more. */
export const wrongLe = (bytes: number): number => 0x6c00 | (bytes >= 256 ? 0 : bytes);

export const INSTRUCTION_NOT_SUPPORTED = 0x6d00;
export const CLASS_NOT_SUPPORTED = 0x6e00;
