import { hex, type SealedPlace, utf8 } from '@tessera/base';
import type { Script } from '@tessera/testbed';

export interface Made {
  readonly digest: string;
  readonly kid: string;
  readonly sealed: Uint8Array;
  readonly where: SealedPlace;
}

/** Asks for a key of each sort, as every node does soon after its start. */
const script: Script<null, Made> = async ({ ground: { keys }, index }) => {
  const where = { table: 'flow', column: 'state', row: String(index), version: 1 };
  return {
    where,
    sealed: await keys.seal('session', utf8('shared'), where),
    digest: hex(keys.digest('token', 'x')),
    kid: keys.signer('audit', 'ES256').kid,
  };
};

export default script;
