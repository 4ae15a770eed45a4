import type { ConsignmentFacts, LabelSighting, Message } from '../model/dossier.ts';
import type { LabelId } from '../model/ids.ts';
import { instant, latest, type Instant } from '../model/instant.ts';
import { voidedLabels, type OutboundLabel } from './labels.ts';
import { sentTakenBack } from './sent-otherwise.ts';

/** What has been written to one party about this consignment, oldest first. */
export const messagesTo = (facts: ConsignmentFacts, to: Message['to']): readonly Message[] =>
  Object.values(facts.messages)
    .filter((one) => one.to === to)
    .toSorted((one, other) => one.writtenAt - other.writtenAt);

/** When the newest of the labels was first seen: from then on somebody is owed its number. */
export const untoldSince = (labels: readonly LabelSighting[]): Instant =>
  instant(Math.max(0, ...labels.map((one) => one.firstSeenAt)));

/** From when somebody is owed news of the labels: the newest one made, else the newest void. */
export const owedSince = (
  facts: ConsignmentFacts,
  standing: readonly OutboundLabel[],
): Instant =>
  standing.length > 0
    ? untoldSince(standing)
    : instant(Math.max(0, ...takenBackOf(facts).map((one) => one.label.voidedAt ?? 0)));

/** Voided labels, and what a person no longer says went by other means. */
const takenBackOf = (facts: ConsignmentFacts): readonly LabelSighting[] =>
  [...voidedLabels(facts), ...sentTakenBack(facts)];

/** What one party still has to hear, if anything. */
export type Owed =
  | { readonly is: 'nothing-yet' }
  /** Written and not confirmed; its fate is followed before anything else is written. */
  | { readonly is: 'written'; readonly message: Message }
  | {
      readonly is: 'unwritten';
      readonly kind: Message['kind'];
      readonly labels: readonly LabelId[];
      /** Labels told before that are voided since. */
      readonly voids: readonly LabelId[];
    }
  | { readonly is: 'all-told'; readonly at: Instant };

/** Whether one party was told of labels that are voided since, and has not taken that in yet. */
export const isToTakeBack = (facts: ConsignmentFacts, to: Message['to']): boolean => {
  const owed = owedTo(facts, to, [], (message) => message.acknowledgedAt !== null);
  return owed.is === 'unwritten' || (owed.is === 'written' && owed.message.voids.length > 0);
};

/**
 * Every standing label is told once; every label that was told and then voided is taken back, by
 * a correction when another took its place, since ShipStation tells nobody of a relabel.
 */
export const owedTo = (
  facts: ConsignmentFacts,
  to: Message['to'],
  standing: readonly OutboundLabel[],
  isConfirmed: (message: Message) => boolean,
): Owed => {
  const written = messagesTo(facts, to).filter((one) => one.kind !== 'recall');
  const told = new Set(written.flatMap((one) => one.labels));
  const takenBack = new Set(written.flatMap((one) => one.voids));
  const isVoided = new Set(takenBackOf(facts).map((one) => one.label.id));
  const untold = standing.map((one) => one.label.id).filter((id) => !told.has(id));
  const toTakeBack = [...isVoided].filter((id) => told.has(id) && !takenBack.has(id));
  // A message overtaken by a void is not pressed any further: the taking back follows it.
  const pending = written.find((one) =>
    !isConfirmed(one) && one.labels.every((id) => !isVoided.has(id)));
  if (pending !== undefined && toTakeBack.length === 0) return { is: 'written', message: pending };
  const isFirst = told.size === 0;
  if (untold.length > 0) {
    const first = to === 'channel' ? 'notice' : 'dispatch';
    const kind = !isFirst && isVoided.size > 0 ? 'correction' : first;
    // One label names one other; what is taken back beside that has a message of its own.
    return { is: 'unwritten', kind, labels: untold, voids: toTakeBack.slice(0, untold.length) };
  }
  if (toTakeBack.length > 0) {
    return { is: 'unwritten', kind: 'void', labels: [], voids: toTakeBack };
  }
  const lastAt = latest(...written.map((one) => one.acknowledgedAt));
  return written.length === 0
    ? { is: 'nothing-yet' } : { is: 'all-told', at: lastAt ?? untoldSince(standing) };
};

/**
 * What the labels of one message take the place of, one for one: what it takes back itself, else
 * what was taken back or voided before it and no message has told a label in the place of since.
 */
export const replacedBy = (
  facts: ConsignmentFacts,
  to: Message['to'],
  { labels, voids }: Pick<Message, 'labels' | 'voids'>,
): readonly LabelId[] => {
  if (voids.length > 0 || labels.length === 0) return voids;
  const all = messagesTo(facts, to);
  const own = all.findIndex((one) => one.labels.some((id) => labels.includes(id)));
  const before = own < 0 ? all : all.slice(0, own);
  const takenBack = before.reduce<readonly LabelId[]>((left, one) => {
    if (one.labels.length === 0) return left.concat(one.voids);
    return one.voids.length > 0 ? left : left.slice(0, -one.labels.length);
  }, []);
  const from = before.findLast((one) => one.labels.length > 0)?.writtenAt ?? -Infinity;
  const until = all[own]?.writtenAt ?? Infinity;
  return [...untoldAndVoided(facts, all, from, until), ...takenBack].slice(-labels.length);
};

/** Labels that were voided in that time and that nobody had heard of. */
const untoldAndVoided = (
  facts: ConsignmentFacts, messages: readonly Message[], from: number, until: number,
): readonly LabelId[] => {
  const told = new Set(messages.flatMap((one) => one.labels));
  return voidedLabels(facts).filter(({ label: { id, voidedAt } }) =>
    voidedAt !== null && voidedAt > from && voidedAt <= until && !told.has(id))
    .map(({ label }) => label.id);
};
