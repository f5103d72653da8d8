/**
 * A pair of ports that no other process of these tests takes: told apart by the number of the process, and below those that the
 * system gives to whoever asks for any.
 */
export const ownPort = (nth = 0): number => 20_000 + ((process.pid * 8 + nth * 2) % 12_000);
