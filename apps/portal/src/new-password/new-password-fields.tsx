import { PasswordField, PasswordRules, useSay } from '@tessera/web';
import { passwordTexts } from './texts.ts';

/** What password managers read: the same rules as the list. */
const RULES_FOR_MANAGERS =
  'minlength: 10; maxlength: 20; required: upper; required: lower; required: digit; required: special; max-consecutive: 2;';

/** The rules of a new password, and the two fields it is typed into (ACT-28, ACT-29, PWD-02). */
export function NewPasswordFields() {
  const say = useSay(passwordTexts);
  return (
    <>
      <PasswordRules
        field="password"
        intro={say('rulesIntro')}
        rules={[
          { text: say('ruleLength'), check: 'length' },
          { text: say('ruleCases'), check: 'cases' },
          { text: say('ruleDigit'), check: 'digit' },
          { text: say('ruleSymbol'), check: 'symbol' },
          { text: say('ruleRuns'), check: 'no-runs' },
        ]}
      />
      <PasswordField name="password" label={say('password')} kind="new" rules={RULES_FOR_MANAGERS} required />
      <PasswordField name="passwordAgain" label={say('passwordAgain')} kind="new" rules={RULES_FOR_MANAGERS} required />
    </>
  );
}
