import { expect, test } from 'vitest';
import { Wait } from './problem.ts';
import { openDoorkeeper, placeOf, rateOf } from './rates.ts';

const clockAt = (start: number) => {
  const clock = { at: start };
  return { clock, now: () => clock.at };
};

test('a minute may be spent at once, and comes back evenly', () => {
  const { clock, now } = clockAt(1_000_000);
  const rate = rateOf(600, now);
  const waits = Array.from({ length: 600 }, () => rate('a'));
  expect(waits.every((wait) => wait === 0)).toBe(true);
  expect(rate('a')).toBe(100);
  // What is refused is not counted, or whoever keeps knocking would never get in.
  expect(rate('a')).toBe(100);
  clock.at += 100;
  expect(rate('a')).toBe(0);
  expect(rate('a')).toBe(100);
  clock.at += 60_000;
  const again = Array.from({ length: 601 }, () => rate('a'));
  expect(again.filter((wait) => wait === 0)).toHaveLength(600);
});

test('nobody is held up by another, and 0 holds up nobody', () => {
  const { now } = clockAt(0);
  const rate = rateOf(1, now);
  expect([rate('a'), rate('b')]).toEqual([0, 0]);
  expect(rate('a')).toBeGreaterThan(0);
  const open = rateOf(0, now);
  expect(Array.from({ length: 100 }, () => open('a'))).toEqual(Array(100).fill(0));
});

test('a clock that is put back locks nobody out', () => {
  const { clock, now } = clockAt(10 * 3_600_000);
  const rate = rateOf(1, now);
  rate('a');
  clock.at = 0;
  expect(rate('a')).toBe(0);
  expect(rate('a')).toBe(60_000);
});

test('an endless number of names takes bounded room', () => {
  const { now } = clockAt(0);
  const rate = rateOf(1, now);
  for (let count = 0; count < 20_000; count += 1) rate(String(count));
  // The longest quiet ones were forgotten, the last ones not.
  expect(rate('0')).toBe(0);
  expect(rate('19999')).toBeGreaterThan(0);
});

test('a key that was right goes on while others guess beside it; a new one waits', async () => {
  const { now } = clockAt(0);
  const keeper = openDoorkeeper({ callsPerKey: 100, guessesPerAddress: 3 }, now);
  const right = () => keeper.tryKey('10.0.0.1', 'right', async () => 'somebody');
  const wrong = (hash: string, address = '10.0.0.1') =>
    keeper.tryKey(address, hash, async () => null);
  // Forty at once, before the first of them is known to be right, are one try.
  expect(await Promise.all(Array.from({ length: 40 }, right))).toEqual(Array(40).fill('somebody'));
  for (const guess of ['1', '2']) expect(await wrong(guess)).toBeNull();
  await expect(wrong('3')).rejects.toThrow(Wait);
  expect(() => { keeper.countTry('10.0.0.1'); }).toThrow(Wait);
  expect(await right()).toBe('somebody');
  expect(await wrong('4', '10.0.0.2')).toBeNull();
  // Revoked meanwhile: from then on it is a guess like any other.
  expect(await wrong('right')).toBeNull();
  await expect(right()).rejects.toThrow(Wait);
});

test('a look-up that broke leaves nothing behind', async () => {
  const { now } = clockAt(0);
  const keeper = openDoorkeeper({ callsPerKey: 100, guessesPerAddress: 2 }, now);
  const broken = () => keeper.tryKey('10.0.0.1', 'a', () => Promise.reject(new Error('away')));
  await expect(broken()).rejects.toThrow('away');
  await expect(broken()).rejects.toThrow('away');
  await expect(broken()).rejects.toThrow(Wait);
});

test.each([
  ['192.0.2.7', '192.0.2.7'], ['::ffff:192.0.2.7', '::ffff:192.0.2.7'], ['::1', '0:0:0:0'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'], ['2001:0DB8:1:2::9', '2001:db8:1:2'],
  ['2001:db8::9', '2001:db8:0:0'],
])('%s is counted as %s', (address, place) => {
  expect(placeOf(address)).toBe(place);
});
