/** What an app of the nation stands on: the schema of all rooms, and in production the engines that the environment names. */
export { EngineEnvironment, type EngineSettings } from './engine-environment.ts';
export { type Foundation, layFoundation } from './lay-foundation.ts';
export { nationalMigrations } from './national-migrations.ts';
export { KeysEnvironment, openKeys } from './open-keys.ts';
