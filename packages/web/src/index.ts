/**
 * The front of the house that people see: server, pages, forms, errors, languages.
 *
 * An app calls `createWebServer`, adds routes, reads forms with `readForm` and answers with `reply.page(<Page …/>)`.
 * See the README of this room for a whole route.
 */
export { type AssetSources, builtAssets } from './assets.ts';
export { readEnvironment, ServerEnvironment } from './environment.ts';
export type { Fields } from './fields.ts';
export { MalformedFields, readFields } from './fields.ts';
export { dayOfYear, exactTime, timeOfDay } from './italian-time.ts';
export { speakLanguageOnFile } from './language-route.ts';
export * from './pieces/index.ts';
export { Problem } from './problem.ts';
export { answerProblem } from './problems.tsx';
export { type FormError, type FormErrors, type FormReading, readForm } from './read-form.ts';
export * from './robot/index.ts';
export type { Route, RouteList } from './route-list.ts';
export type { PageOrigins } from './security-headers.ts';
export { serve } from './serve.ts';
export type { AppSettings } from './settings.ts';
export { settingsFromEnvironment } from './settings-from-environment.ts';
export { type Site, useSay, useVisit, type Visit } from './visit.ts';
export { wayBack } from './way-back.ts';
export { createWebServer, type WebServerOptions } from './web-server.ts';
