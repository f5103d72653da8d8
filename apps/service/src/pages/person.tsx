import { type Language, LOCALES } from '@tessera/base';
import type { SignIn } from '@tessera/rp';
import { type Description, DescriptionList, useSay, useVisit } from '@tessera/web';
import { texts } from '../texts/index.ts';

const FISCAL_NUMBER = 'https://attributes.eid.gov.it/fiscal_number';

/** Without the prefix that says what kind of number it is (ETSI EN 319 412-1). */
const fiscalCode = (number: string): string => number.replace(/^TINIT-/, '');

/** "31 gennaio 1985": the day itself, whatever the time zone. */
const inWords = (date: string, language: Language): string =>
  new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  );

/** The four data and the level, as the service received them. */
export function Person({ signIn: { data, level } }: { readonly signIn: SignIn }) {
  const say = useSay(texts);
  const { language } = useVisit();
  const { given_name: givenName, family_name: familyName, birthdate: birthDate, [FISCAL_NUMBER]: fiscalNumber } = data;
  const known: [string, string | undefined][] = [
    [say('givenName'), givenName],
    [say('familyName'), familyName],
    [say('birthDate'), birthDate === undefined ? undefined : inWords(birthDate, language)],
    [say('fiscalCode'), fiscalNumber === undefined ? undefined : fiscalCode(fiscalNumber)],
    [say('levelUsed'), say('levelName', { level })],
  ];
  const items = known.flatMap(([term, value]): Description[] => (value === undefined ? [] : [{ term, value }]));
  return <DescriptionList items={items} />;
}
