/** JSON that people read. */
export const pretty = (value: unknown): string => JSON.stringify(value, null, 2);

/** One parameter a line. */
export const parameterLines = (parameters: Iterable<readonly [string, string]>): string =>
  Array.from(parameters, ([name, value]) => `${name} = ${value}`).join('\n');

/** A body as it can be read best: JSON laid out, forms line by line, everything else as it came. */
export function readable(body: string, contentType: string): string {
  if (contentType.includes('json')) {
    try {
      return pretty(JSON.parse(body));
    } catch {
      return body;
    }
  }
  return contentType.includes('form') ? parameterLines(new URLSearchParams(body)) : body;
}
