import { migrations as activation } from '@tessera/activation';
import { migrations as audit } from '@tessera/audit';
import type { Migration } from '@tessera/base';
import { migrations as credentials } from '@tessera/credentials';
import { migrations as issuance } from '@tessera/issuance';
import { migrations as login } from '@tessera/login';
import { migrations as messaging } from '@tessera/messaging';
import { migrations as oidc } from '@tessera/oidc';
import { migrations as pki } from '@tessera/pki';
import { migrations as registry } from '@tessera/registry';
import { migrations as web } from '@tessera/web';

/** The schema of the national database: each room's own, in an order in which every table finds those it refers to. */
export const nationalMigrations: readonly Migration[] = [
  ...audit,
  ...messaging,
  ...registry,
  ...credentials,
  ...pki,
  ...issuance,
  ...activation,
  ...login,
  ...oidc,
  ...web,
];
