import { fromHex } from '@tessera/base';
import type { Card } from '@tessera/chip';
import { decodeCommand, encodeResponse, INS, statusOnly, sw } from '@tessera/ias';

/**
 * A card of the wrong family, such as a bank card or an older document that somebody takes for the identity card: it has none of
 * its applications. Its answer to reset is that of a contactless card without historical bytes.
 */
export const strangerCard = (): Card => ({
  atr: fromHex('3b80800101'),
  transmit: async (bytes) => {
    const command = decodeCommand(bytes);
    if (command === null) return encodeResponse(statusOnly(sw.WRONG_LENGTH));
    const status = command.ins === INS.SELECT ? sw.FILE_NOT_FOUND : sw.INSTRUCTION_NOT_SUPPORTED;
    return encodeResponse(statusOnly(status));
  },
  reset: async () => undefined,
});
