/** For tests alone: `@tessera/web/testing`. */
export * from './browser.ts';
export { robotFields } from './robot.ts';
export { type Visitor, type VisitorOptions, visitor } from './visitor.ts';
