export { createService, type ServiceOptions, type ServiceRegistration } from './create-service.tsx';
