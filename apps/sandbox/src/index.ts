export type { Resident } from './people/people.ts';
export { SCENARIOS } from './people/scenarios.ts';
export { type RunningSandbox, type SandboxOptions, startSandbox } from './start/start-sandbox.ts';
