import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { watchVisitors } from './demo-visitors.ts';

const minute = 60_000;

const watched = () => {
  let now = 0;
  const server = new EventEmitter();
  const visitors = watchVisitors(server, () => now);
  const ask = (method: string, url: string): EventEmitter => {
    const answer = new EventEmitter();
    server.emit('request', { method, url }, answer);
    return answer;
  };
  const pass = (minutes: number): boolean => {
    now += minutes * minute;
    return visitors.areThere();
  };
  return { ask, pass };
};

test('somebody who asks for a page is there for twenty minutes', () => {
  const { ask, pass } = watched();
  expect(pass(19)).toBe(true);
  ask('GET', '/v1/orders');
  expect([pass(19), pass(2)]).toEqual([true, false]);
});

test('whoever has a page open is there for as long as it is', () => {
  const { ask, pass } = watched();
  const line = ask('GET', '/v1/events');
  expect(pass(600)).toBe(true);
  line.emit('close');
  expect([pass(19), pass(2)]).toEqual([true, false]);
});

test('pretended systems that speak, and a watch that looks, are no visitors', () => {
  const { ask, pass } = watched();
  pass(19);
  ask('POST', '/v1/warehouses/leeds/consignments');
  ask('GET', '/healthz');
  // How fast the clock runs is asked by every page that was left open, the sign-in too.
  ask('GET', '/v1/demo');
  expect(pass(2)).toBe(false);
});
