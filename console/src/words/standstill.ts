/** What is said where a whole connection stands still. */
import { plural } from './counted.ts';

const orders = (count: number, one: string, many: string) =>
  plural(count, `order ${one}`, `orders ${many}`);

export const standstillWords = {
  title: 'Connections that hold orders up',
  parties: {
    shipstation: (name: string) => `ShipStation (${name})`,
    warehouse: (name: string) => `The warehouse (${name})`,
    channel: (name: string) => `The channel (${name})`,
    none: (name: string) => name,
  },
  /** The same in the middle of a sentence. */
  within: {
    shipstation: (name: string) => `ShipStation (${name})`,
    warehouse: (name: string) => `the warehouse (${name})`,
    channel: (name: string) => `the channel (${name})`,
    none: (name: string) => name,
  },
  silent: (who: string, time: string) => `${who} has not answered for ${time}`,
  notLetIn: (who: string, time: string) => `${who} has refused our key for ${time}`,
  tripped: (who: string, time: string, what: string, why: string) =>
    `Gatepass itself has failed on ${who} for ${time}, at ${what}: “${why}”. It tries again ` +
    'by itself; tell whoever looks after it',
  reading: (feed: string) => `reading ${feed}`,
  paused: (by: string, what: string, who: string) => `${by} paused ${what} on ${who}`,
  because: (why: string) => `: “${why}”`,
  usedUp: (who: string) => `The calls that ${who} allows are used up. It goes on at`,
  behind: (who: string, feeds: string, time: string) =>
    `${who} was last read to its end ${time} ago: ${feeds}`,
  waiting: {
    'label': (count: number) => orders(count, 'waits for it', 'wait for it'),
    'news': (count: number) => orders(count, 'waits for its word', 'wait for its word'),
    'warehouse-told': (count: number) =>
      orders(count, 'waits to be told to it', 'wait to be told to it'),
    'channel-told': (count: number) =>
      orders(count, 'waits to be told to it', 'wait to be told to it'),
  },
  noneWaits: 'no order waits for it',
};
