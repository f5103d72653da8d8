/** What went wrong with one field; `field` is a path such as `openid_relying_party.jwks`. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

/** An answer that says what to do instead. Source: RFC 9457, Problem Details for HTTP APIs. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly statusCode: number;
  readonly title: string;
  readonly detail: string;
  readonly errors: readonly FieldProblem[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    statusCode: number,
    title: string,
    detail: string,
    more: { readonly errors?: readonly FieldProblem[]; readonly headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(title);
    this.statusCode = statusCode;
    this.title = title;
    this.detail = detail;
    this.errors = more.errors ?? [];
    this.headers = more.headers ?? {};
  }
}

/** The body of `application/problem+json`. */
export const problemBody = ({ statusCode, title, detail, errors }: ApiProblem): Record<string, unknown> => ({
  type: 'about:blank',
  status: statusCode,
  title,
  detail,
  ...(errors.length > 0 ? { errors } : {}),
});

/** One sentence for 422: the request was understood and cannot be done. */
export const cannotBeDone = (detail: string, field?: string): ApiProblem =>
  new ApiProblem(
    422,
    'This cannot be done',
    detail,
    field === undefined ? {} : { errors: [{ field, message: detail }] },
  );

/** 501 for a part of the country that is not built yet. */
export const notBuiltYet = (detail: string): ApiProblem => new ApiProblem(501, 'Not built yet', detail);
