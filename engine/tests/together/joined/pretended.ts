/**
 * The pretended world in this process, without sockets and without waiting: its ShipStation, its
 * warehouse and its shop are reached by a wire, and reach the program under test by a function.
 */
import { createHash } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { Wire } from '../../../src/contract/wire.ts';
import {
  answerJson, type Answer, type Request as Asked,
} from '../../../../simulator/src/machine.ts';
import { carryOut } from '../../../../simulator/src/shell/errands.ts';
import { allDoors } from '../../../../simulator/src/shell/doors.ts';
import { violations } from '../../../../simulator/src/shipstation/held-to-contract.ts';
import { demoSecrets } from '../../../../simulator/src/start.ts';
import {
  callShipStation, landed, newWorld, settle, type World, type WorldOptions,
} from '../../../../simulator/src/world.ts';
import type { TurnedClock } from './clock.ts';
import type { Busy } from './quiet.ts';
import { joinedWire } from './wire.ts';

/** A call of the pretended world to the program under test, and what it answered. */
export type Called = {
  readonly method: 'GET' | 'PUT' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Empty where it has none. */
  readonly body: string;
};
export type Program = (call: Called) => Promise<{ readonly status: number; readonly body: string }>;

export type Pretended = {
  readonly world: () => World;
  /** Changes the world at this moment, as a person in it would, and lets happen what follows. */
  readonly act: (change: (world: World, now: number) => World) => void;
  /** The way from the program under test to ShipStation, to the warehouse and to the shop. */
  readonly wire: Wire;
  /** What was asked or answered against the contract of ShipStation's V1, in words. */
  readonly broken: readonly string[];
  /** From now on the world calls this program; before, nobody was there. */
  readonly meet: (program: Program) => void;
};

export type PretendedOptions = {
  /** Hears, in one line each, what was asked of the world and what the world told. */
  readonly note?: ((line: string) => void) | undefined;
  /** Hears of each call to ShipStation which faults struck it, and what it was answered. */
  readonly onAnswer?: ((faults: readonly string[], answer: Answer) => void) | undefined;
  readonly seed: number;
  readonly world?: Partial<WorldOptions>;
};

/** Where everything pretended lives. */
export const host = 'http://pretended';
/** The key with which warehouse and shop call the program. */
export const adminKey = 'joined-run-admin-key';

export const pretend = (
  { seed, world: over, note = () => undefined, onAnswer = () => undefined }: PretendedOptions,
  clock: TurnedClock,
  busy: Busy,
): Pretended => {
  let world = newWorld({
    seed, keys: { 'demo-key': 'demo-secret' }, isDeskOn: true, labelAfterMs: 2_000, ...over,
    switches: { publicUrl: `${host}/shipstation`, ...over?.switches },
  });
  let program: Program | null = null;
  let forbidWake = (): void => undefined;

  const deliver: typeof fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (program === null) throw new TypeError('nobody listens there');
    const body = typeof init?.body === 'string' ? init.body : '';
    const method = init?.method === 'PUT' || init?.method === 'POST' ? init.method : 'GET';
    const answer = await program({
      method, path: `${url.pathname}${url.search}`,
      headers: Object.fromEntries(new Headers(init?.headers)),
      body,
    });
    note(`${method === 'GET' ? 'fetched' : 'told'} ${url.pathname} ${String(answer.status)} `
      + namesIn(method === 'GET' ? answer.body : body));
    return new Response(answer.status === 204 ? null : answer.body, { status: answer.status });
  };

  /** Lets happen what is due, and sets the timer for what is due next. */
  const letHappen = (): void => {
    const settled = settle(world, clock.now());
    world = settled.world;
    forbidWake();
    forbidWake = settled.wakeAt === null
      ? () => undefined : clock.after(settled.wakeAt - clock.now(), letHappen);
    for (const errand of settled.errands) {
      void busy.during(async () => {
        const change = await carryOut(errand, target, never, deliver);
        world = change(landed(world, errand), clock.now());
      }).then(letHappen);
    }
  };
  const act: Pretended['act'] = (change) => {
    world = change(world, clock.now());
    letHappen();
  };

  const broken: string[] = [];
  const doors = (request: Asked, url: URL): Answer => {
    let answer = answerJson(404, { message: 'nobody lives there' });
    act((before, now) => {
      const knocked = knock(before, request, url, now);
      if (knocked === null) return before;
      answer = knocked.answer;
      note(`asked ${request.method} ${request.path} ${String(answer.status)} ${answer.sending.is} `
        + namesIn(`${JSON.stringify(request.query)} ${request.body}`));
      broken.push(...(knocked.broken ?? []));
      onAnswer(knocked.struck ?? [], knocked.answer);
      return knocked.world;
    });
    return answer;
  };

  return {
    act, broken,
    world: () => world,
    wire: joinedWire(clock, doors, seed),
    meet(given) { program = given; },
  };
};

/** What a line of the history says of a body: the orders in it, and how it differs from others. */
const namesIn = (body: string): string => {
  const names = [...new Set(body.match(/SO-[0-9]+[A-Z0-9-]*/g))].join(' ');
  return `${names} #${createHash('sha256').update(body).digest('hex').slice(0, 8)}`;
};

const target = { url: 'http://gatepass', key: adminKey };
const never = new AbortController().signal;

type Knocked = {
  readonly world: World;
  readonly answer: Answer;
  readonly broken?: readonly string[];
  readonly struck?: readonly string[];
};

/** What the one who lives at this address says and does; null when nobody does. */
const knock = (
  world: World,
  request: Asked,
  url: URL,
  now: number,
): Knocked | null => {
  if (url.pathname.startsWith('/shipstation/')) {
    const asked = { ...request, path: request.path.slice('/shipstation'.length) };
    const called = callShipStation(world, asked, now);
    const found = violations(asked, called);
    return { ...called, broken: [...found.request, ...found.answer] };
  }
  const door = pushDoors.find((one) => one.path === request.path);
  if (door === undefined) return null;
  if (!isSigned(request, door.secret)) {
    const refused = door.refuse(world, 'the signature is not right', request.body, now);
    return { world: refused, answer: answerJson(401, {}) };
  }
  const messageId = request.headers['webhook-id'] ?? '';
  return door.hear(world, { messageId, body: request.body }, now);
};

const pushDoors = allDoors(demoSecrets);

/** As the receiver checks it, but for the age: the world's time is not this machine's. */
const isSigned = ({ headers, body }: Asked, secret: string): boolean => {
  const id = headers['webhook-id'] ?? '';
  const at = new Date(Number(headers['webhook-timestamp'] ?? '0') * 1_000);
  return headers['webhook-signature'] === new Webhook(secret).sign(id, at, body);
};
