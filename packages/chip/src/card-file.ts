import type { AccessCondition } from './access-condition.ts';
import type { Application, CardState } from './card-state.ts';

/** A transparent elementary file. */
export interface CardFile {
  readonly application: Application;
  /** File identifier, two bytes. */
  readonly id: number;
  /** Short identifier, 1 to 30; null when the file has none. */
  readonly sfi: number | null;
  readonly read: AccessCondition;
  readonly content: Uint8Array;
}

/** The file of the current application with this identifier. */
export const fileById = ({ files, application }: CardState, id: number): CardFile | undefined =>
  files.find((file) => file.application === application && file.id === id);

export const fileBySfi = ({ files, application }: CardState, sfi: number): CardFile | undefined =>
  files.find((file) => file.application === application && file.sfi === sfi);
