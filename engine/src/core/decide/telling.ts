/** What telling a warehouse and telling a channel have in common. */
import { attemptsOf, backOff, standingOf, unansweredInARow } from '../facts/attempts.ts';
import { fingerprint } from '../facts/fingerprint.ts';
import type { OutboundLabel } from '../facts/labels.ts';
import { messagesTo, replacedBy, type Owed } from '../facts/messages.ts';
import { sameContent } from '../facts/same-content.ts';
import { isMadeSince, rulingInForce } from '../facts/rulings.ts';
import { parcelKnown } from '../facts/sent-otherwise.ts';
import type { Message } from '../model/dossier.ts';
import type { Action, ParcelTold } from '../model/decision.ts';
import type { ExceptionCode } from '../model/exceptions.ts';
import { messageId, type ConnectionName, type LabelId, type MessageId } from '../model/ids.ts';
import { later, type Instant, type Milliseconds } from '../model/instant.ts';
import { carrierCode } from '../policy/mapping.ts';
import type { Case } from './case.ts';
import { lookAgain, oblige, raise, wish, type Draft } from './draft.ts';

export type Telling = {
  readonly to: 'warehouse' | 'channel';
  readonly obligation: 'tell-warehouse' | 'tell-channel';
  readonly connection: ConnectionName;
  readonly kind: Message['kind'];
  readonly labels: readonly LabelId[];
  readonly voids: readonly LabelId[];
  readonly since: Instant;
  readonly limit: Milliseconds;
  readonly refusedCode: ExceptionCode;
  readonly parcels: readonly ParcelTold[];
};

/** Written once under an id that follows from what it says, sent until it is answered. */
export const tell = (at: Case, draft: Draft, telling: Telling): Draft => {
  const { to, obligation, since, kind, voids } = telling;
  const { about, written } = nameOf(at, telling);
  const again = rulingInForce(at.facts, 'tell-again', about, at.now);
  const tries = attemptsOf(at.facts, obligation, about)
    .filter((one) => again === null || isMadeSince(one, again));
  const open = { is: 'open', since, limitAt: later(since, telling.limit) } as const;
  const isTold = again === null || tries.some((one) => one.outcome?.is === 'done');
  if (written !== undefined && written.acknowledgedAt !== null && isTold) {
    return oblige(draft, obligation, {
      is: 'met', at: written.acknowledgedAt, because: { is: 'told', who: to },
    });
  }
  const action: Action = {
    do: obligation,
    about,
    connection: telling.connection,
    message: {
      id: about,
      voids,
      kind,
      at: written?.writtenAt ?? at.now,
      consignment: at.facts.reference,
      orderNumber: at.dossier.orderNumber,
      parcels: telling.parcels,
    },
    urgency: { due: since, cutOff: null, wave: null, sequence: null },
  };
  const standing = standingOf(tries, at.now);
  switch (standing.is) {
    case 'untried':
      return wish(
        oblige(draft, obligation, {
          ...open, waitsOn: 'gatepass',
          because: { is: kind === 'recall' ? 'to-recall' : 'to-tell', who: to },
        }), action);
    case 'under-way':
      return lookAgain(
        oblige(draft, obligation, {
          ...open, waitsOn: 'gatepass', because: { is: 'telling-under-way', who: to },
        }), standing.until);
    case 'done':
      return oblige(draft, obligation, {
        ...open, waitsOn: to, because: { is: 'told-unconfirmed', who: to },
      });
    case 'refused': {
      const because = { is: 'telling-refused', who: to, text: standing.text } as const;
      const raised = raise(draft, telling.refusedCode, {
        fault: standing.text, since: standing.at, because,
      });
      return oblige(raised, obligation, {
        is: 'open', waitsOn: 'person', since: standing.at, limitAt: null, because,
      });
    }
    case 'unknown': {
      // The message carries its id, so that hearing it twice does the other side no harm.
      const count = unansweredInARow(tries);
      const nextAt = later(standing.attempt.begunAt, backOff(count));
      const told = oblige(draft, obligation, {
        ...open,
        waitsOn: 'gatepass',
        because: { is: 'telling-failed', who: to, tries: count, text: standing.text, nextAt },
      });
      return at.now >= nextAt ? wish(told, action) : lookAgain(told, nextAt);
    }
    default:
      return standing satisfies never;
  }
};

/** The id follows from what it says; said already under another name of a label, it is the same. */
const nameOf = (
  { facts }: Case,
  { to, kind, labels, voids }: Telling,
): { readonly about: MessageId; readonly written: Message | undefined } => {
  const id = messageId(`msg_${fingerprint([facts.id, to, kind, labels, voids])}`);
  const written = messagesTo(facts, to).find((one) => one.id === id ||
    (one.kind === kind && sameContent([one.labels, one.voids], [labels, voids])));
  return { about: written?.id ?? id, written };
};

/** A person had a message told again, and that has not been done since. */
export const isToBeToldAgain = ({ facts, now }: Case, message: Message): boolean => {
  const again = rulingInForce(facts, 'tell-again', message.id, now);
  return again !== null && attemptsOf(facts, `tell-${message.to}`, message.id)
    .every((one) => !isMadeSince(one, again) || one.outcome?.is !== 'done');
};

/** The kind, the labels and the voids of the message that is next, or null when there is none. */
export const messageDue = (
  owed: Owed,
): Pick<Telling, 'kind' | 'labels' | 'voids'> | null => {
  switch (owed.is) {
    case 'written':
      return owed.message;
    case 'unwritten':
      return owed;
    case 'nothing-yet':
    case 'all-told':
      return null;
    default:
      return owed satisfies never;
  }
};

/**
 * The parcels of a message in the words of whoever hears it. A message that only takes back names
 * the parcels it takes back; the caller has made sure that the carriers of all labels are mapped.
 */
export const parcelsTold = (
  at: Case,
  { to, labels, voids }: Pick<Telling, 'to' | 'labels' | 'voids'>,
  carrierWord: (carrier: string) => string | null,
  lineWord: (line: string) => string,
): readonly ParcelTold[] => {
  const replaced = labels.length === 0 ? [] : replacedBy(at.facts, to, { labels, voids })
    .map((id) => parcelKnown(at.facts, id)?.trackingNumber ?? null);
  return (labels.length > 0 ? labels : voids).flatMap((id, index) => {
    const label = parcelKnown(at.facts, id);
    if (label === null) return [];
    const contents = at.outbound.find((one) => one.label.id === id)?.contents ?? [];
    return [{
      label: id,
      trackingNumber: label.trackingNumber,
      trackingUrl: null,
      carrier: wordFor(at, carrierWord, label.carrier),
      service: label.service,
      cost: label.cost,
      weightGrams: label.weightGrams,
      replaces: replaced[index] ?? null,
      lines: contents.map(({ line, quantity }) => ({ line: lineWord(line), quantity })),
    }];
  });
};

/** The first parcel whose carrier they have no word for; what a person typed freely needs none. */
export const unmappedAmong = (
  at: Case,
  carrierWord: (carrier: string) => string | null,
): OutboundLabel | undefined => at.outbound.find((one) => {
  const code = at.sent.some((typed) => typed.label.id === one.label.id)
    ? carrierCode(at.policy, one.label.carrier) : one.label.carrier;
  return code !== null && carrierWord(code) === null;
});

/** In their word, however the policy knows the carrier; else as it was typed. */
const wordFor = (
  { policy }: Case,
  carrierWord: (carrier: string) => string | null,
  carrier: string,
): string => carrierWord(carrier) ?? carrierWord(carrierCode(policy, carrier) ?? '') ?? carrier;
