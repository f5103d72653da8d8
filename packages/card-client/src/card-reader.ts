/** A card in a reader: real, virtual, or far away. Rejects when the card cannot be reached: moved away, or the reader is gone. */
export interface CardReader {
  /** One command, one answer: data and status word, 2 to 258 bytes. */
  transmit(command: Uint8Array): Promise<Uint8Array>;
}
