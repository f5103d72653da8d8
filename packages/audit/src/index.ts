export type { RecordedEvent } from './audit-event.ts';
export { createAuditTrail } from './audit-trail.ts';
export { type Checkpoint, CheckpointForged, keepCheckpoints, readCheckpoints, writeCheckpoint } from './checkpoint.ts';
export { migrations } from './migrations.ts';
export { type EventPage, isTrailEmpty, latestEvents, readEvents } from './read-events.ts';
export { type BadRow, type TrailVerdict, verifyAuditTrail } from './verify-trail.ts';
