import { concat } from '@tessera/base';
import { CHAINED, sw } from '@tessera/ias';
import type { CardCommand } from './card-command.ts';

/** The pieces of a command that came so far. */
export interface Chain {
  readonly ins: number;
  readonly p1: number;
  readonly p2: number;
  readonly data: Uint8Array;
}

/** The longest command that anything here needs is a certificate with its wrapping, some 350 bytes. */
const CHAIN_MAX = 1024;

export type Chained =
  | { readonly kind: 'whole'; readonly command: CardCommand }
  | { readonly kind: 'piece'; readonly chain: Chain }
  | { readonly kind: 'broken'; readonly status: number };

/**
 * Puts one piece to those before it. A command that is not the next piece breaks the chain: it is not carried out, and neither
 * are the pieces.
 *
 * Source: ISO/IEC 7816-4, command chaining (bit 5 of CLA).
 */
export function chained(before: Chain | null, command: CardCommand): Chained {
  if (before !== null && !continues(before, command))
    return { kind: 'broken', status: sw.LAST_COMMAND_OF_CHAIN_EXPECTED };
  const data = before === null ? command.data : concat(before.data, command.data);
  if (data.length > CHAIN_MAX) return { kind: 'broken', status: sw.WRONG_LENGTH };
  const { ins, p1, p2 } = command;
  if ((command.cla & CHAINED) !== 0) return { kind: 'piece', chain: { ins, p1, p2, data } };
  return { kind: 'whole', command: { ...command, data } };
}

const continues = (chain: Chain, { ins, p1, p2 }: CardCommand): boolean =>
  chain.ins === ins && chain.p1 === p1 && chain.p2 === p2;
