import { z } from 'zod';
import { ApiProblem } from './problem.ts';

/** One call of the API: what the routes, the OpenAPI document and the page with the examples are made from. */
export interface ApiCall {
  readonly method: 'get' | 'post' | 'delete';
  /** As OpenAPI writes it: `/cards/{serial}/place`. */
  readonly path: string;
  readonly summary: string;
  /** What the schemas cannot say. */
  readonly description: string;
  readonly input: { readonly path: z.ZodObject; readonly query: z.ZodObject; readonly body: z.ZodType | null };
  readonly answers: Readonly<Record<number, ApiAnswerDescription>>;
  /** A body to try it with; null when it takes none. */
  readonly example: unknown;
  /** Reads what was sent against the schemas and does it. Throws ApiProblem. */
  readonly run: (sent: SentInput) => Promise<ApiAnswer>;
}

export interface ApiAnswerDescription {
  readonly description: string;
  /** Null for an answer without a body. */
  readonly schema: z.ZodType | null;
}

export interface SentInput {
  readonly path: unknown;
  readonly query: unknown;
  readonly body: unknown;
  /** Aborted when the caller has gone or the sandbox stops. */
  readonly signal: AbortSignal;
}

export interface ApiAnswer {
  readonly status: number;
  /** Left out for 204. */
  readonly body?: unknown;
}

const NOTHING = z.strictObject({});

interface CallDefinition<Path extends z.ZodObject, Query extends z.ZodObject, Body extends z.ZodType> {
  readonly path?: Path;
  readonly query?: Query;
  readonly body?: Body;
  readonly description?: string;
  readonly example?: unknown;
  readonly answers: Readonly<Record<number, ApiAnswerDescription>>;
  handle(input: {
    readonly path: z.output<Path>;
    readonly query: z.output<Query>;
    readonly body: z.output<Body>;
    readonly signal: AbortSignal;
  }): Promise<ApiAnswer>;
}

/** `apiCall('post /people', 'A new citizen with a card', { … })`. A body that is absent is read as `{}`. */
export function apiCall<
  Path extends z.ZodObject = typeof NOTHING,
  Query extends z.ZodObject = typeof NOTHING,
  Body extends z.ZodType = typeof NOTHING,
>(line: `${ApiCall['method']} /${string}`, summary: string, definition: CallDefinition<Path, Query, Body>): ApiCall {
  const [method = '', path = ''] = line.split(' ');
  const { handle, answers, description = '', example = null, body = null } = definition;
  const input = { path: definition.path ?? NOTHING, query: definition.query ?? NOTHING, body };
  return {
    method: method as ApiCall['method'],
    path,
    summary,
    description,
    input,
    answers,
    example,
    run: async ({ path: sentPath, query, body: sentBody, signal }) =>
      handle({
        path: read(input.path, sentPath, 400) as z.output<Path>,
        query: read(input.query, query, 400) as z.output<Query>,
        body: read(input.body ?? NOTHING, sentBody === undefined ? {} : sentBody, 422) as z.output<Body>,
        signal,
      }),
  };
}

/** What was sent, as the schema understands it. Throws ApiProblem with a line for each field that it does not. */
function read(schema: z.ZodType, sent: unknown, status: 400 | 422): unknown {
  const reading = schema.safeParse(sent);
  if (reading.success) return reading.data;
  const errors = reading.error.issues.map(({ path, message }) => ({ field: path.join('.'), message }));
  const first = errors.map(({ field, message }) => (field === '' ? message : `${field}: ${message}`)).join('; ');
  throw new ApiProblem(status, status === 400 ? 'The address is not right' : 'The body is not right', `${first}.`, {
    errors,
  });
}
