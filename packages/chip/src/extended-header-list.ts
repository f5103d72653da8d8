import { firstTag, isConstructed } from '@tessera/base';

/** A data object that a card keeps: in one piece, shown whole or not at all, or with objects inside that are shown one by one. */
export interface ObjectTree {
  readonly tag: number;
  readonly content: Uint8Array | readonly ObjectTree[];
}

/** In a list, the length that stands for "all that is inside". */
const WHOLE = 0x80;
const LIST_DEPTH_MAX = 4;

/**
 * The objects that an extended header list asks for, each inside those it lies in; null when the list is malformed or one of
 * them is not there.
 *
 * `70 06 BFA101 02 A3 80` asks for A3 with everything in it, `70 08 BFA101 04 A3 02 97 00` for 97 alone.
 * Source: ISO/IEC 7816-4, extended header list (tag 4D).
 */
export function chosen(
  trees: readonly ObjectTree[],
  list: Uint8Array,
  depth: number = LIST_DEPTH_MAX,
): readonly ObjectTree[] | null {
  if (depth === 0) return null;
  const found: ObjectTree[] = [];
  let rest = list;
  while (rest.length > 0) {
    const tagged = firstTag(rest);
    const length = tagged?.rest[0];
    if (tagged === null || length === undefined) return null;
    const tree = trees.find(({ tag }) => tag === tagged.tag);
    if (tree === undefined) return null;
    const inner = isConstructed(tree.tag) && length !== WHOLE ? length : 0;
    const nested = tagged.rest.subarray(1, 1 + inner);
    if (nested.length !== inner) return null;
    const part = inner === 0 ? tree : partOf(tree, nested, depth);
    if (part === null) return null;
    found.push(part);
    rest = tagged.rest.subarray(1 + inner);
  }
  return found;
}

function partOf(tree: ObjectTree, list: Uint8Array, depth: number): ObjectTree | null {
  if (tree.content instanceof Uint8Array) return tree;
  const inside = chosen(tree.content, list, depth - 1);
  return inside === null ? null : { tag: tree.tag, content: inside };
}
