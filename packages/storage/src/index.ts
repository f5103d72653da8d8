export { type Claim, claim } from './claim.ts';
export { type EngineDatabase, type EngineName, type EngineSql, engineOf } from './engine.ts';
export { MigrationChanged, migrate } from './migrate.ts';
export { openDatabase } from './open-database.ts';
export { openPostgres } from './postgres.ts';
export { openSqlite } from './sqlite.ts';
export { StatementFailed } from './statement.ts';
