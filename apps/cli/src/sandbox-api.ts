import { z } from 'zod';
import { type Desk, notPossible, Refusal } from './desk.ts';

/** As much of a card as is shown here; the sandbox says more. */
const SandboxCard = z.object({
  serial: z.string(),
  holder: z.string(),
  status: z.string(),
  place: z.string().nullable(),
  maker: z.string().nullable(),
  triesLeft: z.object({ pin: z.int(), puk: z.int() }).nullable(),
});
export type SandboxCard = z.output<typeof SandboxCard>;

const Problem = z.object({ detail: z.string() });

export const sandboxCards = (desk: Desk): Promise<SandboxCard[]> => call(desk, 'GET', '/cards', z.array(SandboxCard));

/** `where`: drawer, reader or phone:{id}. */
export const placeCard = (desk: Desk, serial: string, where: string): Promise<SandboxCard> =>
  call(desk, 'POST', `/cards/${encodeURIComponent(serial)}/place`, SandboxCard, { where });

/** The answer in hexadecimal, status word and all. */
export async function sendApdu(desk: Desk, serial: string, command: string): Promise<string> {
  const answer = z.object({ hex: z.string() });
  return (await call(desk, 'POST', `/cards/${encodeURIComponent(serial)}/apdu`, answer, { hex: command })).hex;
}

/** Throws a Refusal that says what the sandbox said, or that there is none. */
async function call<Answer>(
  desk: Desk,
  method: 'GET' | 'POST',
  path: string,
  schema: z.ZodType<Answer>,
  body?: unknown,
): Promise<Answer> {
  const origin = `http://localhost:${portOf(desk)}`;
  let response: Response;
  try {
    response = await fetch(`${origin}/api/v1${path}`, {
      method,
      signal: AbortSignal.any([desk.ended, AbortSignal.timeout(30_000)]),
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
  } catch (cause) {
    throw notPossible(
      `No sandbox answers at ${origin}. Start it with "npm start", or say where it is: TESSERA_PORT=5000 tessera card …`,
      cause,
    );
  }
  const said: unknown = await response.json().catch(() => null);
  if (!response.ok)
    throw notPossible(Problem.safeParse(said).data?.detail ?? `The sandbox answered ${response.status}.`);
  const answer = schema.safeParse(said);
  if (!answer.success) throw notPossible(`What answers at ${origin} is no sandbox of this version of Tessera.`);
  return answer.data;
}

function portOf({ environment }: Desk): number {
  const text = environment['TESSERA_PORT'] || '4000';
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Refusal('not-understood', `TESSERA_PORT is "${text}": give a port from 1 to 65535.`);
  return port;
}
