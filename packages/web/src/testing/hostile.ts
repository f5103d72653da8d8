/** Stands in every hostile text that has room for it: where it turns up again, something was echoed. */
export const MARK = 'ZEFIRA';

/** What nobody means to type, for any field. None of them is a right value of a field of ours. */
export const HOSTILE_TEXTS: readonly string[] = [
  // Markup and scripts (T-WEB-02).
  `${MARK}"><script>alert(1)</script>`,
  `'${MARK}><svg/onload=alert(1)>`,
  `</textarea><img src=x onerror=alert('${MARK}')>`,
  `javascript:alert("${MARK}")`,
  // Databases, shells, templates, paths (T-WEB-03).
  `${MARK}' or '1'='1`,
  `${MARK}'; drop table citizens; --`,
  `${MARK}" union select address from contacts --`,
  `{"$ne":"${MARK}"}`,
  `$(sleep 9)\`sleep 9\`;${MARK}`,
  `{{7*7}}\${7*7}<%= 7*7 %>#{7*7}${MARK}`,
  `../../../../../../etc/passwd?${MARK}`,
  // Control characters, line breaks that would begin a header, directions, things that are not seen.
  `${MARK}\r\nSet-Cookie: owned=1\r\n\r\n`,
  `${MARK}\u0007\u001b[2J\u007f\u0085\u2028`,
  `\u202e${MARK}\u2066\ufeff\u200b\u00ad`,
  `${MARK}\ud83d\ude00\u0301\u0301\u0301\uffff`,
  // Digits of other scripts, and numbers that are none (T-ACT-08).
  '١٢٣٤٥٦',
  '１２３４５６',
  '१२३४५६',
  '+123456',
  '-1',
  '0x1F600',
  '1e6',
  'NaN',
  // Names that languages know.
  '__proto__',
  'constructor',
  '[object Object]',
  'undefined',
  // Sizes.
  '9'.repeat(400),
  MARK.repeat(1_000),
  '💩'.repeat(2_000),
];

export interface HostileBody {
  readonly name: string;
  readonly type: string | null;
  readonly payload: string | Buffer;
}

const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';

/** Bodies that no page of ours sends, made from the right form of a door: each is to be refused unread, or unheard. */
export function hostileBodies(form: Readonly<Record<string, string>>): HostileBody[] {
  const right = new URLSearchParams(form).toString() || 'a=1';
  const [name = 'form_token', value = ''] = Object.entries(form)[0] ?? [];
  const body = (label: string, type: string | null, payload: string | Buffer): HostileBody => ({
    name: label,
    type,
    payload,
  });
  const as = (label: string, value: unknown) => body(`JSON: ${label}`, JSON_TYPE, JSON.stringify(value));
  const each = (change: (text: string) => unknown) =>
    Object.fromEntries(Object.entries(form).map(([key, text]) => [key, change(text)]));
  return [
    body('ten megabytes', FORM, Buffer.alloc(10_000_000, 'a')),
    body('one byte too many', FORM, `${right}&x=${'a'.repeat(64 * 1024)}`),
    body('plain text', 'text/plain', right),
    body('XML', 'application/xml', `<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>`),
    body('several parts', 'multipart/form-data; boundary=b', `--b\r\n\r\n${right}\r\n--b--`),
    body('no type', null, right),
    body('a type of nonsense', 'form/;;;', right),
    body('half a character', FORM, `${right}&x=%E2%82`),
    body('an overlong slash', FORM, `${right}&x=%C0%AF`),
    body('a lone surrogate', FORM, `${right}&x=%ED%A0%80`),
    body('bytes that are no UTF-8', FORM, Buffer.concat([Buffer.from(`${right}&x=`), Buffer.from([0xff, 0xfe])])),
    body('a percent sign too many', FORM, `${right}&x=%`),
    body('a field twice', FORM, `${right}&${name}=${encodeURIComponent(value)}&${name}=${MARK}`),
    body('a field twice, in another spelling', FORM, `${right}&z${name}=1&%7A${name}=${MARK}`),
    body('two hundred fields', FORM, `${right}${Array.from({ length: 200 }, (_, i) => `&x${i}=1`).join('')}`),
    body('NUL in a value', FORM, `${right}&x=${MARK}%00`),
    body('NUL in a name', FORM, `${right}&x%00=${MARK}`),
    as('the right form', form),
    as(
      'arrays for texts',
      each((text) => [text]),
    ),
    as(
      'objects for texts',
      each((text) => ({ $ne: text })),
    ),
    as(
      'numbers for texts',
      each((text) => Number(text) || 0),
    ),
    as(
      'nothing for texts',
      each(() => null),
    ),
    as('a list', [form]),
    as('a text', MARK),
    as('nothing', null),
    body('JSON: a prototype', JSON_TYPE, `{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}`),
    body('JSON: nested ten thousand deep', JSON_TYPE, `${'[{"a":'.repeat(10_000)}1${'}]'.repeat(10_000)}`),
    body('JSON: cut off', JSON_TYPE, `{"${name}":"${MARK}`),
    body('JSON: empty', JSON_TYPE, ''),
    body('JSON: a number beyond all', JSON_TYPE, `{"${name}":1e400}`),
  ];
}
