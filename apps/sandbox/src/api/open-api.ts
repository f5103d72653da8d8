import { z } from 'zod';
import type { ApiAnswerDescription, ApiCall } from './api-call.ts';
import { Problem } from './schemas.ts';

/**
 * The OpenAPI document, made from the very schemas that read the requests.
 *
 * Source: OpenAPI Specification 3.1.1 (its schemas are JSON Schema 2020-12).
 */
export function openApiDocument(calls: readonly ApiCall[], origin: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const call of calls) {
    paths[call.path] = { ...paths[call.path], [call.method]: operation(call) };
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Tessera sandbox',
      version: '1',
      summary: 'The one door for people’s tests: citizens, messages, clock, services, faults.',
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    servers: [{ url: `${origin}/api/v1` }],
    paths,
    components: { schemas: { Problem: schemaOf(Problem, 'output') } },
  };
}

function operation(call: ApiCall): Record<string, unknown> {
  const parameters = [...parametersOf(call.input.path, 'path'), ...parametersOf(call.input.query, 'query')];
  const { body } = call.input;
  return {
    summary: call.summary,
    ...(call.description === '' ? {} : { description: call.description }),
    operationId: `${call.method}${call.path.replaceAll(/[^A-Za-z]+(\w)?/g, (_, letter: string = '') => letter.toUpperCase())}`,
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === null
      ? {}
      : {
          requestBody: { content: { 'application/json': { schema: schemaOf(body, 'input'), example: call.example } } },
        }),
    responses: responses(call.answers),
  };
}

function parametersOf(schema: z.ZodObject, where: 'path' | 'query'): Record<string, unknown>[] {
  return Object.entries(schema.shape).map(([name, value]) => {
    const { description, ...rest } = schemaOf(value, 'input');
    return {
      name,
      in: where,
      required: where === 'path',
      ...(typeof description === 'string' ? { description } : {}),
      schema: rest,
    };
  });
}

const PROBLEM = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };

/** What the call says of itself, and what can be answered to any call. */
function responses(answers: Readonly<Record<number, ApiAnswerDescription>>): Record<string, unknown> {
  const own = Object.entries(answers).map(([status, { description, schema }]) => {
    if (schema !== null)
      return [status, { description, content: { 'application/json': { schema: schemaOf(schema, 'output') } } }];
    return [status, status === '204' ? { description } : { description, content: PROBLEM }];
  });
  return { ...Object.fromEntries(own), default: { description: 'What went wrong, and what to do.', content: PROBLEM } };
}

function schemaOf(schema: z.ZodType | z.core.$ZodType, io: 'input' | 'output'): Record<string, unknown> {
  // A transform has no shape of its own on the way out; none of the answers has one.
  const { $schema, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Record<string, unknown>;
  void $schema;
  return rest;
}
