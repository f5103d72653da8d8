export { columnsWith } from './columns-with.ts';
export { eachEngine } from './each-engine.ts';
export { type Place, START, type Testbed } from './ground-at.ts';
export { type MovableClock, movableClock } from './movable-clock.ts';
export { inProcesses, killedAfter, type Part, type Script, seededMoments } from './other-process.ts';
export { type Recording, recordingOutbox } from './recording-outbox.ts';
export { seededRandom } from './seeded-random.ts';
export { openTestbed, type TestbedOptions } from './testbed.ts';
