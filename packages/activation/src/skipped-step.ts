import type { Ground } from '@tessera/base';
import type { Activation, StepName } from './activation.ts';

/** Writes down that somebody knocked at a step whose door is still shut (T-ACT-15). The activation stays where it is. */
export async function recordSkippedStep(
  { database, audit }: Ground,
  activation: Activation,
  step: StepName,
): Promise<void> {
  const { state } = activation;
  await database.transaction((sql) =>
    audit.record(sql, {
      act: 'activation.step-skipped',
      rule: 'T-ACT-15',
      citizen: 'holder' in state ? state.holder.citizenId : undefined,
      details: { wanted: step, standsAt: state.step },
    }),
  );
}
