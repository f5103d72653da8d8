import { broken } from '../broken-rule.ts';
import type { RequestCheck } from './request-check.ts';

export const registrationAbsent: RequestCheck = ({ parameters, claims }) =>
  parameters['registration'] === undefined && claims['registration'] === undefined
    ? null
    : broken('registration_not_supported', 'registration is not supported: services are known beforehand (oidc.md 12)');
