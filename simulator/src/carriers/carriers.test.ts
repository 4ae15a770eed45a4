import { describe, expect, test } from 'vitest';
import { noon } from '../shipstation/fixtures.ts';
import {
  after, emptyWorld, floorDoes, labels, lastLabel, packs, releases, sheet, tells,
} from '../referee/fixtures.ts';
import { honestBeat } from '../day/beats.ts';
import { planned, settle, type World } from '../world.ts';
import type { CarriersAsked } from './carriers.ts';
import { carriersShape, setCarriers, trackingView } from './carriers.ts';
import { driveVan } from './drive.ts';
import { nextVanAt } from './rounds.ts';
import { voidOnScreen } from '../desk/screen.ts';

const hour = 60;
const always = {
  missed: 0, neverScanned: 0, takesVoided: 0,
  scanAfterMs: [600_000, 600_000] as [number, number],
  deliverAfterMs: [86_400_000, 86_400_000] as [number, number],
  toDockMs: 60_000,
};
const withVans = (world: World, asked: CarriersAsked): World => ({
  ...world,
  carriers: setCarriers(world.carriers, asked, noon),
  warehouse: { ...world.warehouse, followsVan: asked.isOn ?? false },
});
const van = (world: World, at: number): World => {
  const { carrierCode } = lastLabel(world);
  return driveVan(world, { carrierCode, at }).world;
};
const on = (habits: CarriersAsked['habits'] = {}): World =>
  withVans(emptyWorld(), { isOn: true, rounds: [], habits: { ...always, ...habits } });
const boxed = (start: World): World =>
  labels(releases(packs(start, 'SO-1', noon), 'SO-1', after(1)), 'SO-1', after(2));
const parcelIn = (world: World) =>
  world.carriers.parcels.get(lastLabel(world).trackingNumber);

describe('when vans come', () => {
  const next = (text: string, days = [1, 2, 3, 4, 5]) =>
    new Date(
      nextVanAt({
        isOn: true,
        rounds: [{ carrierCode: 'dpd', at: '16:30', days, timeZone: 'Europe/London' }],
        drivenUntil: Date.parse(text),
      }) ?? 0,
    ).toISOString();

  test('follows the wall clock of the warehouse, summer and winter, and its days', () => {
    expect(next('2026-11-20T12:00:00Z')).toBe('2026-11-20T16:30:00.000Z');
    expect(next('2026-11-20T16:30:00Z')).toBe('2026-11-23T16:30:00.000Z');
    expect(next('2026-07-01T08:00:00Z')).toBe('2026-07-01T15:30:00.000Z');
  });

  test('is never while they are off, and not for times before they were switched on', () => {
    const off = emptyWorld().carriers;
    expect(nextVanAt(off)).toBeNull();
    const late = setCarriers(off, { isOn: true }, Date.parse('2026-11-20T17:00:00Z'));
    expect(late.nextAt).toBe(Date.parse('2026-11-20T17:15:00Z'));
  });

  test('wakes the world, and each van comes once', () => {
    const rounds = [
      { carrierCode: 'royal_mail', at: '21:00', days: [5], timeZone: 'Europe/London' },
    ];
    const world = boxed(withVans(emptyWorld(), { isOn: true, rounds, habits: always }));
    const waiting = settle(world, after(3));
    expect(waiting.wakeAt).toBe(after(hour));
    const came = settle(waiting.world, after(hour));
    expect(parcelIn(came.world)?.collectedAt).toBe(after(hour));
    expect(came.wakeAt).toBe(after(hour) + 7 * 86_400_000);
  });
});

describe('what a van takes', () => {
  test('is what stands labelled on the dock, of its own carrier', () => {
    const world = van(boxed(on()), after(10));
    expect(parcelIn(world)).toMatchObject({ collectedAt: after(10), orderNumbers: ['SO-1'] });
    const other = driveVan(boxed(on()), { carrierCode: 'dpd', at: after(10) }).world;
    expect(parcelIn(other)).toBeUndefined();
  });

  test('is not what was labelled a moment ago, nor what was never packed', () => {
    expect(parcelIn(van(boxed(on()), after(2) + 59_000))).toBeUndefined();
    const picked = floorDoes(on(), honestBeat(noon, sheet('SO-1'), 'picked'));
    const early = labels(releases(picked, 'SO-1', after(1)), 'SO-1', after(2));
    expect(parcelIn(van(early, after(10)))).toBeUndefined();
  });

  test('is not what was recalled, nor what has a voided label, unless the driver errs', () => {
    const recalled = tells(boxed(on()), 'warehouse', {
      kind: 'recall', number: 'SO-1', trackingNumber: '', at: after(3),
    });
    expect(parcelIn(van(recalled, after(10)))).toBeUndefined();
    const voided = (start: World) => {
      const world = boxed(start);
      const { shipmentId } = lastLabel(world);
      const { account } = voidOnScreen(world.shipstation, shipmentId, after(3), 7);
      return { ...world, shipstation: account };
    };
    expect(parcelIn(van(voided(on()), after(10)))).toBeUndefined();
    const erring = van(voided(on({ takesVoided: 1 })), after(10));
    expect(parcelIn(erring)?.collectedAt).toBe(after(10));
  });

  test('lacks what the driver overlooks, which the next van may take', () => {
    const missed = van(boxed(on({ missed: 1 })), after(10));
    expect(parcelIn(missed)).toMatchObject({ collectedAt: null, missedAt: [after(10)] });
    const better = withVans(missed, { habits: { missed: 0 } });
    expect(parcelIn(van(better, after(70)))).toMatchObject({
      collectedAt: after(70), missedAt: [after(10)],
    });
  });
});

describe('tracking', () => {
  const shown = (world: World, minutes: number) => trackingView(world.carriers, after(minutes))[0];
  const gone = van(boxed(on()), after(10));

  test('shows the first scan some time after the van, and the delivery later', () => {
    expect(shown(gone, 15)).toMatchObject({ status: 'announced', scans: [] });
    expect(shown(gone, 20)).toMatchObject({
      status: 'in transit', scans: [{ at: after(20), what: 'accepted' }],
    });
    expect(shown(gone, 10 + 24 * hour)?.status).toBe('delivered');
  });

  test('never shows a parcel that nobody scans', () => {
    const lost = van(boxed(on({ neverScanned: 1 })), after(10));
    expect(shown(lost, 1_000 * hour)).toMatchObject({ status: 'announced', scans: [] });
  });
});

describe('the report of the warehouse', () => {
  const told = (world: World, at: number) =>
    tells(world, 'warehouse', {
      kind: 'dispatch', number: 'SO-1', trackingNumber: lastLabel(world).trackingNumber, at,
    });
  /** What the warehouse reports by then; a report leaves the world in a turn of its own. */
  const reports = (world: World, at: number) => {
    const first = settle(world, at);
    return [...first.errands, ...settle(first.world, at).errands].flatMap((errand) =>
      errand.is === 'warehouse.put' ? [JSON.parse(errand.body)] : [],
    );
  };
  const collected = (world: World, at: number) => {
    const driven = driveVan(world, { carrierCode: lastLabel(world).carrierCode, at });
    return planned(driven.world, driven.later);
  };
  const at = (minutes: number) => new Date(after(minutes)).toISOString();

  test('follows the van, with the number that it was told', () => {
    const world = told(boxed(on()), after(3));
    expect(reports(world, after(9))).toEqual([]);
    const [report] = reports(collected(world, after(10)), after(10));
    expect(report).toMatchObject({ status: 'dispatched', dispatch: { at: at(10) } });
    expect(report.dispatch.trackingNumbers).toEqual([lastLabel(world).trackingNumber]);
  });

  test('comes when the number comes, if the van was faster, and names its time', () => {
    const gone = collected(boxed(on()), after(10));
    expect(reports(gone, after(10))).toEqual([]);
    const [report] = reports(told(gone, after(20)), after(21));
    expect(report.dispatch.at).toBe(at(10));
  });

  test('follows the message by itself while the carriers are off', () => {
    const [report] = reports(told(boxed(emptyWorld()), after(3)), after(4));
    expect(report).toMatchObject({ status: 'dispatched', dispatch: { at: at(4) } });
  });

  test('stays as it was when the floor counts again what has left', () => {
    const gone = collected(told(boxed(on()), after(3)), after(10));
    const again = floorDoes(gone, honestBeat(after(11), sheet('SO-1'), 'picking'));
    expect(again.warehouse).toEqual(gone.warehouse);
  });
});

test('the control of the carriers refuses what is no time of day', () => {
  expect(carriersShape.safeParse({ rounds: [{ carrierCode: 'dpd', at: '25:00' }] }).success).toBe(
    false,
  );
});
