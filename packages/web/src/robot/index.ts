export { migrations } from './migrations.ts';
export {
  type AskedQuestion,
  createRobotCheck,
  ROBOT_CHECK_LIFETIME,
  ROBOT_FIELDS,
  type RobotCheck,
  type RobotOutcome,
  robotErrors,
  unansweredRobot,
} from './robot-check.ts';
export { RobotField } from './robot-field.tsx';
