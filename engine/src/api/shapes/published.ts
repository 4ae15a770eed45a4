/**
 * Shapes that have a name of their own in the description of the API, so that programs made from
 * it have a type by that name. Once published a name stays.
 */
import { z } from 'zod';
import { connectionDetailShape, connectionShape } from './connection.ts';
import { exceptionGroupShape, exceptionItemShape } from './exceptions.ts';
import { experimentsShape } from './experiments.ts';
import { messageShape } from './message.ts';
import {
  consignmentViewShape, exceptionShape, obligationShape, orderSummaryShape, orderViewShape,
  timelineEntryShape,
} from './order.ts';
import { planShape } from './plans.ts';
import { policyAnswerShape, policyViewShape } from './policy.ts';
import { problemShape } from './problem.ts';
import { addressShape, channelOrderShape, moneyShape, snapshotShape } from './snapshot.ts';
import { actionShape, rulingShape } from './rulings.ts';
import { snapshotAnswerShape } from './snapshot-answer.ts';

const published = {
  Problem: problemShape,
  Money: moneyShape,
  Address: addressShape,
  Snapshot: snapshotShape,
  SnapshotAnswer: snapshotAnswerShape,
  ChannelOrder: channelOrderShape,
  Message: messageShape,
  Obligation: obligationShape,
  OrderException: exceptionShape,
  ExceptionItem: exceptionItemShape,
  Cause: exceptionGroupShape,
  Action: actionShape,
  Ruling: rulingShape,
  Consignment: consignmentViewShape,
  OrderSummary: orderSummaryShape,
  Order: orderViewShape,
  TimelineEntry: timelineEntryShape,
  Connection: connectionShape,
  ConnectionDetail: connectionDetailShape,
  Experiments: experimentsShape,
  Plan: planShape,
  PolicyAnswer: policyAnswerShape,
  Policy: policyViewShape,
} as const;

for (const [id, shape] of Object.entries(published)) z.globalRegistry.add(shape, { id });
