import { messageTimeProblem } from '../jose/message-time.ts';
import type { AssertionCheck } from './assertion-check.ts';

export const assertionTime: AssertionCheck = ({ claims, now }) => messageTimeProblem(claims, now);
