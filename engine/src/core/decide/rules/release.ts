/** What the gate has confirmed is created in ShipStation once, under one key of its own. */
import { understandAddress } from '../../facts/address.ts';
import { attemptsOf, backOff, standingOf, unansweredInARow } from '../../facts/attempts.ts';
import { fingerprint } from '../../facts/fingerprint.ts';
import { standingRelease } from '../../facts/releases.ts';
import type { Action, ReleaseContent } from '../../model/decision.ts';
import { lineKey, releaseKey, type ConnectionName } from '../../model/ids.ts';
import { later, type Instant } from '../../model/instant.ts';
import { nextCollection } from '../../policy/calendar.ts';
import { serviceFor } from '../../policy/mapping.ts';
import type { Case } from '../case.ts';
import { lookAgain, oblige, raise, wish, type Draft, type Rule } from '../draft.ts';

export const release: Rule = (at, draft) => {
  const standing = standingRelease(at.facts, 1);
  if (standing !== null) {
    return oblige(draft, 'release', {
      is: 'met', at: standing.since,
      because: { is: 'in-shipstation', number: standing.order.number },
    });
  }
  if (draft.obligations.release !== undefined) return draft;
  const confirm = draft.obligations.confirm;
  const ready = confirm?.is === 'met' ? readyRelease(at, draft) : null;
  if (confirm?.is !== 'met' || ready === null) {
    return oblige(draft, 'release', { is: 'later', because: { is: 'after', what: 'confirm' } });
  }
  return carryOn(at, draft, ready, confirm.at);
};

type Ready = { readonly connection: ConnectionName; readonly content: ReleaseContent };

/** Not there yet: wish for it, wait for an answer, or look before repeating. */
const carryOn = (at: Case, draft: Draft, ready: Ready, since: Instant): Draft => {
  const { content } = ready;
  const tries = attemptsOf(at.facts, 'create-order', content.key);
  const standing = standingOf(tries, at.now);
  const limitAt = later(since, at.policy.limits.readyToRelease);
  const open = { is: 'open', waitsOn: 'gatepass', since, limitAt } as const;
  const action = actionOf(at, ready, since);
  const toRelease = {
    is: 'to-release', units: content.lines.reduce((sum, one) => sum + one.quantity, 0),
  } as const;
  switch (standing.is) {
    case 'untried':
      return wish(oblige(draft, 'release', { ...open, because: toRelease }), action);
    case 'under-way':
    case 'done':
      // Done without a sighting: their answer named no order, so the feed has to show it.
      return lookAgain(
        oblige(draft, 'release', { ...open, because: { is: 'release-under-way' } }),
        standing.is === 'under-way' ? standing.until : later(at.now, 5_000));
    case 'refused': {
      if (standing.attempt.content !== fingerprint(content)) {
        return wish(oblige(draft, 'release', { ...open, because: toRelease }), action);
      }
      const because = { is: 'order-refused', text: standing.text } as const;
      const raised = raise(draft, 'order.refused', {
        fault: standing.text, since: standing.at, lines: content.lines.map((one) => one.key), because,
      });
      return oblige(raised, 'release', {
        is: 'open', waitsOn: 'person', since: standing.at, limitAt: null, because,
      });
    }
    case 'unknown': {
      const open1 = oblige(draft, 'release', { ...open, because: { is: 'release-unanswered' } });
      const lookedThrough = at.contact.ordersThrough;
      const nextAt = later(standing.settledAt, backOff(unansweredInARow(tries)) - backOff(1));
      const hasLooked = lookedThrough !== null && lookedThrough >= standing.settledAt;
      return hasLooked && at.now >= nextAt
        ? wish(open1, action)
        : lookAgain(open1, later(at.now, Math.max(1_000, Math.min(nextAt - at.now, 5_000))));
    }
    default:
      return standing satisfies never;
  }
};

const actionOf = (at: Case, { connection, content }: Ready, since: Instant): Action => ({
  do: 'create-order',
  about: content.key,
  connection,
  release: content,
  urgency: {
    due: since,
    cutOff: cutOffOf(at, content),
    wave: at.snapshot.wave,
    sequence: at.snapshot.sequence,
  },
});

const readyRelease = (at: Case, draft: Draft): Ready | null => {
  const { facts, snapshot, dossier, warehouse, channel, policy } = at;
  const understood = understandAddress(snapshot.shipTo);
  const service = serviceFor(policy, snapshot.service);
  const isReady = draft.mayRelease.length > 0 && warehouse !== null && channel !== null;
  if (!isReady || understood.is !== 'complete' || service === null) return null;
  const mapped = service.is === 'mapped' ? service : null;
  const lines = draft.mayRelease.flatMap(({ line, quantity }) => {
    const named = snapshot.lines.find((one) => one.line === line);
    return named === undefined ? [] : [{
      key: lineKey(facts.id, line), sku: named.sku, name: named.name || named.sku, quantity,
      unitPrice: named.unitPrice, weightGrams: named.weightGrams, bin: named.bin,
    }];
  });
  const content: ReleaseContent = {
    key: releaseKey(facts.id, 1),
    number: dossier.orderNumber,
    placedAt: dossier.channelSays?.order.placedAt ?? at.says.since.received ?? at.says.arrivedAt,
    shipBy: snapshot.shipBy,
    shipTo: understood.address,
    requestedService: dossier.channelSays?.order.requestedService ?? snapshot.service,
    carrier: mapped?.carrier ?? null,
    service: mapped?.service ?? null,
    package: mapped?.package ?? null,
    storeId: channel.storeId,
    shipFromWarehouseId: warehouse.shipFromWarehouseId,
    weightGrams: weightOf(at, lines),
    lines,
  };
  return { connection: warehouse.shipstation, content };
};

/** The scale's word for the parcels when all were weighed, else the sum of the units' weights. */
const weightOf = (
  { snapshot }: Case,
  lines: ReleaseContent['lines'],
): number | null => {
  const sum = (weights: readonly (number | null)[]): number | null =>
    weights.reduce<number | null>(
      (total, one) => (total === null || one === null ? null : total + one), 0);
  const weighed = snapshot.parcels.length > 0
    ? sum(snapshot.parcels.map((one) => one.weightGrams)) : null;
  return weighed ?? sum(lines.map((one) =>
    one.weightGrams === null ? null : one.weightGrams * one.quantity));
};

/** The van that this order is for: the carrier's next collection, or the promised time. */
const cutOffOf = ({ warehouse, snapshot, now }: Case, content: ReleaseContent) =>
  (warehouse !== null && content.carrier !== null
    ? nextCollection(warehouse.collections, content.carrier, warehouse.timeZone, now)
    : null) ?? snapshot.shipBy;
