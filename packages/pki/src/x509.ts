// The library registers its classes through decorators' metadata, which must be there before it is loaded.
import 'reflect-metadata';

export * from '@peculiar/x509';
