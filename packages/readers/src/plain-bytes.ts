/** The same bytes, not as a Buffer: its `slice` is a view, and tests tell it from a Uint8Array. */
export const plainBytes = ({ buffer, byteOffset, length }: Buffer): Uint8Array =>
  new Uint8Array(buffer, byteOffset, length);
