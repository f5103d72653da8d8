/** The worker's file: tries keys until one fits. */
import 'altcha/workers/pbkdf2';
