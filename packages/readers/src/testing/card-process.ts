import { openCardFile } from '../card-file.ts';
import { nodePrimitives } from '../node-primitives.ts';
import { listenForVpcd } from '../vpcd-link.ts';

/** `card-process.ts FILE PORT`: one card in one process, to be killed at any instant. It tells when it can be called. */
const [, , file = '', port = ''] = process.argv;
const card = await openCardFile(file, { primitives: nodePrimitives() });
const link = await listenForVpcd({ port: Number(port) });
link.insert(card);
process.send?.('ready');
