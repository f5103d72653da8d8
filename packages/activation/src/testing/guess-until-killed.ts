import type { Part } from '@tessera/testbed';
import { answerWith, beginInNewBrowser, wrongHalf } from './answers.ts';
import type { NewCitizen } from './people.ts';

/** Answers wrongly for one citizen after the other, and says so at the instant at which each comparison begins. */
export default async function guessUntilKilled({
  ground,
  input,
  acknowledge,
}: Part<{ readonly citizens: readonly NewCitizen[] }>): Promise<void> {
  for (const citizen of input.citizens) {
    const { keys } = ground;
    const telling = {
      ...ground,
      keys: {
        ...keys,
        open: (...asked: Parameters<typeof keys.open>) => {
          if (asked[0] === 'first-half') acknowledge(citizen.serial);
          return keys.open(...asked);
        },
      },
    };
    for (let i = 0; i < 6; i++) {
      const { token } = await beginInNewBrowser(ground, citizen);
      await answerWith(telling, token, wrongHalf(citizen.firstHalf));
    }
  }
}
