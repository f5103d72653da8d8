/** For tests alone: `@tessera/web/testing`. */
export * from './browser.ts';
export { type HeardAnswer, hearAnswers, looseHeaders } from './heard-answers.ts';
export { HOSTILE_TEXTS, type HostileBody, hostileBodies, MARK } from './hostile.ts';
export { robotFields } from './robot.ts';
export * from './sound-page.ts';
export { type Visitor, type VisitorOptions, visitor } from './visitor.ts';
