/** What telling a warehouse and telling a channel have in common. */
import { attemptsOf, backOff, standingOf, unansweredInARow } from '../facts/attempts.ts';
import { fingerprint } from '../facts/fingerprint.ts';
import { messagesTo } from '../facts/messages.ts';
import type { Message } from '../model/dossier.ts';
import type { Action, ParcelTold } from '../model/decision.ts';
import type { ExceptionCode } from '../model/exceptions.ts';
import { messageId, type ConnectionName } from '../model/ids.ts';
import { later, type Instant, type Milliseconds } from '../model/instant.ts';
import type { Case } from './case.ts';
import { lookAgain, oblige, raise, wish, type Draft } from './draft.ts';

export type Telling = {
  readonly to: 'warehouse' | 'channel';
  readonly obligation: 'tell-warehouse' | 'tell-channel';
  readonly connection: ConnectionName;
  readonly kind: Message['kind'];
  readonly since: Instant;
  readonly limit: Milliseconds;
  readonly refusedCode: ExceptionCode;
  readonly parcels: readonly ParcelTold[];
};

/** One message per set of labels: written once, sent until it is answered, met when confirmed. */
export const tell = (at: Case, draft: Draft, telling: Telling): Draft => {
  const { to, obligation, since } = telling;
  const labels = telling.parcels.map((one) => one.label);
  const about = messageId(`msg_${fingerprint([at.facts.id, to, telling.kind, labels])}`);
  const written = messagesTo(at.facts, to).find((one) => one.id === about);
  const tries = attemptsOf(at.facts, obligation, about);
  const open = {
    is: 'open', since, limitAt: later(since, telling.limit),
  } as const;
  if (written !== undefined && written.acknowledgedAt !== null) {
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
      kind: telling.kind,
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
          ...open, waitsOn: 'gatepass', because: { is: 'to-tell', who: to },
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

/** The parcels in the words of whoever is told; the caller has made sure that all are mapped. */
export const parcelsTold = (
  at: Case,
  carrierWord: (carrier: string) => string | null,
  lineWord: (line: string) => string,
): readonly ParcelTold[] =>
  at.labels.map(({ label, contents }) => ({
    label: label.id,
    trackingNumber: label.trackingNumber,
    trackingUrl: null,
    carrier: carrierWord(label.carrier) ?? label.carrier,
    service: label.service,
    cost: label.cost,
    weightGrams: label.weightGrams,
    replaces: null,
    lines: contents.map(({ line, quantity }) => ({ line: lineWord(line), quantity })),
  }));
