import type { ConsignmentFacts, Message } from '../model/dossier.ts';
import type { Instant } from '../model/instant.ts';
import { instant } from '../model/instant.ts';
import type { OutboundLabel } from './labels.ts';

/** What has been written to one party about this consignment, oldest first. */
export const messagesTo = (facts: ConsignmentFacts, to: Message['to']): readonly Message[] =>
  Object.values(facts.messages)
    .filter((one) => one.to === to)
    .toSorted((one, other) => one.writtenAt - other.writtenAt);

/** When the newest of the labels was first seen: from then on somebody is owed its number. */
export const untoldSince = (labels: readonly OutboundLabel[]): Instant =>
  instant(Math.max(...labels.map((one) => one.firstSeenAt)));
