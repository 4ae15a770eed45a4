/**
 * The shapes of the public API: one schema per thing, from which validation, OpenAPI and the
 * types of command line and console are made. No rules live here. A new subject gets a file of
 * its own in `shapes/` and a line here, where others find it.
 */
export * from './shapes/bench.ts';
export * from './shapes/alerts.ts';
export * from './shapes/audit.ts';
export * from './shapes/bulk.ts';
export * from './shapes/connection.ts';
export * from './shapes/connector.ts';
export * from './shapes/delivery.ts';
export * from './shapes/exceptions.ts';
export * from './shapes/experiments.ts';
export * from './shapes/find.ts';
export * from './shapes/guard.ts';
export * from './shapes/keys.ts';
export * from './shapes/left-out.ts';
export * from './shapes/message.ts';
export * from './shapes/notes.ts';
export * from './shapes/team-views.ts';
export * from './shapes/order.ts';
export * from './shapes/people.ts';
export * from './shapes/plans.ts';
export * from './shapes/policy.ts';
export * from './shapes/problem.ts';
export * from './shapes/ready.ts';
export * from './shapes/replays.ts';
export * from './shapes/rulings.ts';
export * from './shapes/session.ts';
export * from './shapes/snapshot.ts';
export * from './shapes/snapshot-answer.ts';
export * from './shapes/stock.ts';
export * from './shapes/survey.ts';
export { askedTextShape, listOf, nameShape, referenceShape } from './shapes/words.ts';
