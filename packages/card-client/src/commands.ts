import { type CommandApdu, INS, type ResponseApdu, sw } from '@tessera/ias';
import { CardError } from './card-error.ts';

/** Sends one command: in the clear, or through the channel. */
export type Send = (command: CommandApdu) => Promise<ResponseApdu>;

const NO_DATA = new Uint8Array();

/** A command with data and no answer. */
export const command = (ins: number, p1: number, p2: number, data: Uint8Array = NO_DATA): CommandApdu => ({
  cla: 0x00,
  ins,
  p1,
  p2,
  data,
  le: null,
});

/** A command that expects an answer of any length. */
export const question = (ins: number, p1: number, p2: number, data: Uint8Array = NO_DATA): CommandApdu => ({
  ...command(ins, p1, p2, data),
  le: 256,
});

/** The data of an answer with 9000; anything else is a CardError `unexpected-status`. */
export async function ask(send: Send, asked: CommandApdu): Promise<Uint8Array> {
  const { data, status } = await send(asked);
  if (status !== sw.SUCCESS) throw new CardError('unexpected-status', { status });
  return data;
}

/** P1 of SELECT by application name, and of a file under the current application; P2 without control information. */
export const selectApplication = (name: Uint8Array): CommandApdu => command(INS.SELECT, 0x04, 0x0c, name);
export const selectFile = (id: number): CommandApdu =>
  command(INS.SELECT, 0x02, 0x0c, Uint8Array.of(id >> 8, id & 0xff));
