/** `gatepass replay`: decide a period anew, watch it, and read what would be decided otherwise. */
import {
  listOf, replayFindingShape, replayShape, type ReplayView,
} from '../api/shapes.ts';
import { demand } from './ask.ts';
import { barOn } from './bar.ts';
import { Ending, exitCode, type ExitCode } from './ending.ts';
import { jsonText, type Paper } from './paper.ts';
import type { Server } from './server.ts';
import type { Surroundings } from './surroundings.ts';

export type ReplayCall = {
  readonly does: 'begin' | 'status' | 'stop';
  readonly from: string | null;
  readonly to: string | null;
  /** Wakes what differs; else it only compares. */
  readonly isGo: boolean;
  /** Reads the feeds of the period again first. */
  readonly isLook: boolean;
  readonly because: string | null;
  readonly isJson: boolean;
};

/** How often the server is asked how far it is, in milliseconds. */
const askEvery = 500;

/** When so long nothing has moved at all, nobody works on it. */
const patience = 10 * 60_000;

const pauseFor = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => { setTimeout(resolve, milliseconds); });

/** A person reads this many; the JSON has more, up to what one document can well hold. */
const shownAtMost = 100;
const listedAtMost = 10_000;

export async function replay(
  call: ReplayCall, server: Server, surroundings: Surroundings, paper: Paper,
): Promise<ExitCode> {
  const begun = call.does === 'begin'
    ? await begin(call, server, surroundings) : await newest(server, surroundings);
  if (begun === null) {
    if (call.isJson) surroundings.out(jsonText(null));
    else paper.write('Nothing was replayed yet.');
    return exitCode.done;
  }
  const view = call.does === 'stop' ? await stop(begun, call, server, surroundings)
    : call.does === 'status' ? begun : await follow(begun, server, surroundings);
  await tell(view, call, server, surroundings, paper);
  return view.differing > 0 && !view.goes ? exitCode.no : exitCode.done;
}

async function begin(
  { from, to, isGo, isLook, because }: ReplayCall, server: Server, surroundings: Surroundings,
): Promise<ReplayView> {
  if (from === null || to === null) {
    throw new Ending(exitCode.notUnderstood, [
      'Which period? gatepass replay --from 2026-11-22T06:00:00Z --to 2026-11-22T18:00:00Z',
    ]);
  }
  const body = {
    from: timeOf(from, '--from'), to: timeOf(to, '--to'), go: isGo, look: isLook, why: because,
  };
  const question = { method: 'POST', path: '/v1/replays', body } as const;
  return (await demand(server, question, replayShape, surroundings)).value;
}

/** A time that means the same everywhere. @throws Ending for one without its zone. */
function timeOf(text: string, flag: string): string {
  const isZoned = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/i.test(text);
  const at = isZoned ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(at)) return new Date(at).toISOString();
  throw new Ending(exitCode.notUnderstood, [
    `${flag} is no time with its zone: ${text}`,
    'Write it like 2026-11-22T06:00:00Z, or with its distance from that, ' +
      'like 2026-11-22T07:00:00+01:00.',
  ]);
}

async function newest(server: Server, surroundings: Surroundings): Promise<ReplayView | null> {
  const { value } = await demand(
    server, { method: 'GET', path: '/v1/replays' }, listOf(replayShape), surroundings);
  return value.items[0] ?? null;
}

async function stop(
  { id }: ReplayView, { because }: ReplayCall, server: Server, surroundings: Surroundings,
): Promise<ReplayView> {
  const path = `/v1/replays/${id}/stop`;
  const question = { method: 'POST', path, body: { why: because } } as const;
  return (await demand(server, question, replayShape, surroundings)).value;
}

/** Asks until it is over. Whoever breaks off here stops only the watching. */
async function follow(
  begun: ReplayView, server: Server, surroundings: Surroundings,
): Promise<ReplayView> {
  const bar = barOn(surroundings);
  const { pause = pauseFor } = surroundings;
  let view = begun;
  let unmoved = 0;
  try {
    while (view.state === 'reading' || view.state === 'running') {
      bar.draw(view.passed, view.ahead, 'orders');
      await pause(askEvery);
      const path = `/v1/replays/${begun.id}`;
      const before = view;
      ({ value: view } = await demand(server, { method: 'GET', path }, replayShape, surroundings));
      const isMoving = view.state !== before.state || view.passed !== before.passed;
      unmoved = isMoving ? 0 : unmoved + askEvery;
      if (unmoved < patience) continue;
      throw new Ending(exitCode.no, [
        view.sentence, 'Nothing has moved for ten minutes: does a worker of Gatepass run, and do ' +
          'its connections answer? gatepass doctor says. The replay goes on by itself when it can.',
      ]);
    }
  } finally {
    bar.end();
  }
  return view;
}

async function tell(
  view: ReplayView, { isJson }: ReplayCall, server: Server, surroundings: Surroundings,
  paper: Paper,
): Promise<void> {
  const orders = await findings(view, isJson ? listedAtMost : shownAtMost, server, surroundings);
  if (isJson) {
    surroundings.out(jsonText({ ...view, orders }));
    return;
  }
  for (const { order, was, wouldBe } of orders) {
    paper.write(
      { text: order.orderNumber, look: 'strong' },
      { text: `was: ${was}`, indent: 2, hang: 7 },
      { text: `now: ${wouldBe}`, indent: 2, hang: 7 });
  }
  const unshown = view.differing - orders.length;
  if (unshown > 0) {
    paper.write(`… and ${unshown.toLocaleString('en-GB')} more; --json lists up to ` +
      `${listedAtMost.toLocaleString('en-GB')}.`);
  }
  paper.write({ text: view.sentence, look: 'strong' });
  if (view.differing > 0 && !view.goes) {
    paper.write('The same with --go has those orders decided anew.');
  }
}

async function findings(
  { id }: ReplayView, atMost: number, server: Server, surroundings: Surroundings,
) {
  const found = [];
  let after: string | null = null;
  do {
    const query: Record<string, string> = {
      limit: String(Math.min(500, atMost - found.length)), ...(after === null ? {} : { after }),
    };
    const path = `/v1/replays/${id}/orders`;
    const { value } = await demand(
      server, { method: 'GET', path, query }, listOf(replayFindingShape), surroundings);
    found.push(...value.items);
    after = value.next;
  } while (after !== null && found.length < atMost);
  return found;
}
