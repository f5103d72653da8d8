import type { Say } from '@tessera/base';
import type { FormErrors } from '@tessera/web';
import type { TextKey } from '../texts/index.ts';
import type { ActResult } from './acts.ts';

/** Every end of an act with a card but the good one. */
export type Failure = ActResult<{ readonly outcome: 'whole-pin-needed' }>;

/** Messages beside the fields, which are called as their codes; empty where no field can be put right: there `FailureNotice` says it. */
export function failureErrors(failure: Failure, say: Say<TextKey>): FormErrors {
  switch (failure.outcome) {
    case 'wrong': {
      const { name, triesLeft: left } = failure;
      const message = left === null ? say(`${name}WrongUncounted`) : say(`${name}Wrong`, { left });
      return [{ field: name, message }];
    }
    case 'needs-deliberation':
      return failure.deliberation === 'word'
        ? [{ field: 'word', message: say('lastWordMissing', { word: say('lastWord') }) }]
        : [{ field: 'deliberate', message: say('deliberateMissing') }];
    case 'whole-pin-needed':
      return [{ field: 'pin', message: say('wholePinNeeded') }];
    case 'blocked':
    case 'not-there':
    case 'interrupted':
      return [];
  }
}
