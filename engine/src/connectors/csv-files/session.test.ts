/** The connector on a folder in memory, with a loop that commits its pages and dies on demand. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { LookAnswer, Session } from '../../contract/connector.ts';
import type { FileAnswer, FileRequest, Files } from '../../contract/files.ts';
import type { Action } from '../../core/model/decision.ts';
import { connectionName, labelId, messageId } from '../../core/model/ids.ts';
import { instant } from '../../core/model/instant.ts';
import { csvFiles } from './connector.ts';

const now = instant(Date.UTC(2026, 10, 22, 13, 40, 12));

type Lying = { text: string; at: number; steady: number; size?: number };

class Died extends Error {}

const pretend = () => {
  const folders = new Map<string, Map<string, Lying>>([['in', new Map()]]);
  const taken = new Map<string, string>();
  const committed: string[] = [];
  let deeds = 0;
  let dieAt = Infinity;
  let answerWith: ((request: FileRequest) => FileAnswer | null) | null = null;
  const at = (folder: string) => {
    const there = folders.get(folder) ?? new Map<string, Lying>();
    folders.set(folder, there);
    return there;
  };
  const act = (request: FileRequest): FileAnswer => {
    switch (request.do) {
      case 'list':
        return { is: 'listing', files: [...at(request.folder)].map(([name, one]) => ({
          name, size: one.size ?? one.text.length, modifiedAt: one.at,
          steadyMilliseconds: one.steady,
        })) };
      case 'read': {
        const found = at(request.path.folder).get(request.path.name);
        if (found === undefined) return { is: 'missing' };
        const bytes = new TextEncoder().encode(found.text);
        return { is: 'content', bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
      }
      case 'write':
        at(request.path.folder).set(request.path.name, {
          text: new TextDecoder().decode(request.bytes), at: now, steady: 0,
        });
        return { is: 'done' };
      case 'move': {
        const found = at(request.path.folder).get(request.path.name);
        if (found === undefined) return { is: 'missing' };
        if (found.at !== request.as.modifiedAt) return { is: 'changed' };
        at(request.path.folder).delete(request.path.name);
        at(request.to.folder).set(request.to.name, found);
        return { is: 'done' };
      }
      case 'remove':
        return at(request.path.folder).delete(request.path.name)
          ? { is: 'done' } : { is: 'missing' };
      default: return request satisfies never;
    }
  };
  const files: Files = {
    request: (request) => {
      deeds += 1;
      if (deeds === dieAt) return Promise.reject(new Died());
      const answer = answerWith?.(request) ?? act(request);
      if (deeds === dieAt - 0.5) return Promise.reject(new Died());
      return Promise.resolve(answer);
    },
    taken: (marks) => Promise.resolve(new Map(marks.flatMap((mark) => {
      const note = taken.get(mark);
      return note === undefined ? [] : [[mark, note] as const];
    }))),
  };
  return {
    files,
    drop: (name: string, text: string, more: Partial<Lying> = {}) => {
      at('in').set(name, { text, at: now - 60_000, steady: 60_000, ...more });
    },
    age: (folder: string, milliseconds: number) => {
      for (const one of at(folder).values()) one.at -= milliseconds;
    },
    write: (folder: string, name: string) => {
      at(folder).set(name, { text: '', at: now, steady: 0 });
    },
    names: (folder: string) => [...at(folder).keys()].toSorted(),
    texts: (folder: string) => [...at(folder).values()].map((one) => one.text),
    committed,
    commit: (answer: Extract<LookAnswer, { is: 'page' }>) => {
      for (const { mark, note } of answer.took ?? []) taken.set(mark, note);
      committed.push(...answer.seen.map((one) =>
        (one.kind === 'consignment' ? one.reference
          : one.kind === 'acknowledgement' ? one.message : one.kind)));
    },
    dieAt: (deed: number) => { deeds = 0; dieAt = deed; },
    deeds: () => deeds,
    answer: (by: typeof answerWith) => { answerWith = by; },
  };
};

const open = (files: Files, more: Readonly<Record<string, unknown>> = {}): Session => {
  const opened = csvFiles.open(
    { folder: '/srv/exchange', channel: 'shop-uk', ...more }, {
      request: () => Promise.reject(new Error('no wire')),
    }, undefined, files);
  if (opened.is === 'refused') throw new Error(JSON.stringify(opened.problems));
  return opened.session;
};

/** One look to its end, each page committed before the next; answers what was unreadable. */
const lookOnce = async (
  world: ReturnType<typeof pretend>, more: Readonly<Record<string, unknown>> = {}, from = now,
) => {
  const unreadable: string[] = [];
  let page: string | null = null;
  do {
    const session = open(world.files, more);
    const answer: LookAnswer = await session.look({ feed: 'files', from, to: now, page }, now);
    if (answer.is === 'unanswered') return answer;
    world.commit(answer);
    unreadable.push(...answer.unreadable);
    page = answer.next;
  } while (page !== null);
  return unreadable;
};

const file = (...references: readonly string[]): string =>
  `consignment,status,sku,ordered,picked\n${references.map((one) =>
    `${one},packed,TEE,1,1\n`).join('')}`;

describe('a file', () => {
  test('is taken, acknowledged and put away by the next look', async () => {
    const world = pretend();
    world.drop('picks.csv', file('SO-1', 'SO-2'));
    await lookOnce(world);
    expect(world.committed).toEqual(['SO-1', 'SO-2']);
    expect(world.names('in')).toEqual(['picks.csv']);
    await lookOnce(world);
    expect(world.committed).toEqual(['SO-1', 'SO-2']);
    expect(world.names('in')).toEqual([]);
    expect(world.names('processed')).toEqual([
      expect.stringMatching(/^picks\.20261122T133912Z\.[\da-f]{12}\.csv$/)]);
    expect(world.texts('acknowledged')).toEqual([
      'file,result,line,consignment,why\r\n' +
        'picks.csv,taken,2,SO-1,\r\npicks.csv,taken,3,SO-2,\r\n']);
  });

  test('that grows, or is longer than it was listed, is left alone', async () => {
    const world = pretend();
    world.drop('growing.csv', file('SO-1'), { steady: 9_000 });
    world.drop('grown.csv', file('SO-2'), { size: 10 });
    world.drop('.hidden.csv', file('SO-3'));
    world.drop('upload.csv.part', file('SO-4'));
    await lookOnce(world);
    await lookOnce(world);
    expect(world.committed).toEqual([]);
    expect(world.names('in')).toHaveLength(4);
  });

  test('with a bad row spoils nothing; the row goes back with the reason', async () => {
    const world = pretend();
    world.drop('picks.csv', `${file('SO-1')}SO-2,packed,=cmd,1,"1,5"\n`);
    const unreadable = await lookOnce(world);
    await lookOnce(world);
    expect(world.committed).toEqual(['SO-1']);
    expect(unreadable).toEqual(['picks.csv, line 3: picked: “1,5” is not a whole number']);
    expect(world.names('processed')).toHaveLength(1);
    expect(world.texts('rejected')).toEqual([
      'line,why\r\n3,"picked: “1,5” is not a whole number",SO-2,packed,\'=cmd,1,"1,5"\r\n']);
  });

  test('that says nothing usable is put among the rejected, whole', async () => {
    const world = pretend();
    world.drop('wrong.csv', 'who,knows\n1,2\n');
    await lookOnce(world);
    await lookOnce(world);
    expect(world.names('processed')).toEqual([]);
    expect(world.names('rejected')).toEqual([
      expect.stringMatching(/^wrong\..*\.csv$/),
      expect.stringMatching(/^wrong\..*\.csv\.rows\.csv$/),
    ]);
  });

  test('that is too large is refused without being read', async () => {
    const world = pretend();
    world.drop('huge.csv', 'x', { size: 2_000_000_000 });
    world.answer((request) => {
      if (request.do === 'read') throw new Error('it was read');
      return null;
    });
    expect(await lookOnce(world)).toEqual([
      'huge.csv is refused: it has 2000000000 bytes, more than 16 MB.']);
    await lookOnce(world);
    expect(world.names('in')).toEqual([]);
    expect(world.names('rejected')).toHaveLength(1);
  });

  test('the same under another name does nothing, and says so', async () => {
    const world = pretend();
    world.drop('a.csv', file('SO-1'));
    world.drop('b.csv', file('SO-1'), { at: now - 50_000 });
    await lookOnce(world);
    world.drop('c.csv', file('SO-1'), { at: now - 40_000 });
    await lookOnce(world);
    await lookOnce(world);
    expect(world.committed).toEqual(['SO-1']);
    expect(world.names('processed')).toHaveLength(3);
    expect(world.texts('acknowledged').filter((one) => one.includes('nothing-done,,,' +
      '"it says letter by letter what a.csv said, which was taken before"'))).toHaveLength(2);
  });

  test('that is overwritten before it was put away is read anew', async () => {
    const world = pretend();
    world.drop('picks.csv', file('SO-1'));
    await lookOnce(world);
    world.drop('picks.csv', file('SO-2'));
    await lookOnce(world);
    await lookOnce(world);
    await lookOnce(world);
    expect(world.committed).toEqual(['SO-1', 'SO-2']);
    expect(world.names('in')).toEqual([]);
  });

  test('of many consignments is taken in by pages, the oldest file first', async () => {
    const world = pretend();
    const many = Array.from({ length: 250 }, (_, i) => `SO-${String(i)}`);
    world.drop('many.csv', file(...many));
    world.drop('old.csv', file('OLD-1'), { at: now - 90_000 });
    await lookOnce(world);
    await lookOnce(world);
    expect(world.committed).toEqual(['OLD-1', ...many]);
    expect(world.names('in')).toEqual([]);
  });
});

test('names that no file should have are told once, and left alone', async () => {
  const world = pretend();
  world.drop('line\nbreak.csv', file('SO-1'));
  world.drop('broken\ufffd.csv', file('SO-2'));
  world.drop('with blank and ..dots.csv', file('SO-3'));
  // Of 220 bytes: what is put behind it when it is put away would not fit.
  world.drop(`${'ü'.repeat(108)}.csv`, file('SO-4'));
  expect(await lookOnce(world)).toHaveLength(3);
  expect(await lookOnce(world)).toEqual([]);
  expect(world.committed).toEqual(['SO-3']);
  expect(world.names('in')).toHaveLength(3);
});

test('ten thousand files are taken in, each once', async () => {
  const world = pretend();
  for (let i = 0; i < 10_000; i += 1) {
    world.drop(`f${String(i)}.csv`, file(`SO-${String(i)}`), { at: now - 100_000 + i });
  }
  await lookOnce(world);
  expect(new Set(world.committed).size).toBe(10_000);
  expect(world.committed).toHaveLength(10_000);
}, 60_000);

test('whoever dies at any deed leaves nothing lost and nothing told otherwise', async () => {
  const undisturbed = pretend();
  undisturbed.drop('a.csv', `${file('SO-1')}SO-X,packed,A,1,x\n`);
  undisturbed.dieAt(Infinity);
  await lookOnce(undisturbed);
  await lookOnce(undisturbed);
  const deeds = undisturbed.deeds();
  expect(deeds).toBe(7);
  for (let deed = 1; deed <= deeds; deed += 0.5) {
    const world = pretend();
    world.drop('a.csv', `${file('SO-1')}SO-X,packed,A,1,x\n`);
    // At a whole number before the deed, at a half after it.
    world.dieAt(deed);
    for (let life = 0; life < 4; life += 1) {
      try {
        await lookOnce(world);
      } catch (end) {
        if (!(end instanceof Died)) throw end;
      }
    }
    expect(new Set(world.committed)).toEqual(new Set(['SO-1']));
    expect(world.names('in')).toEqual([]);
    expect(world.names('processed')).toHaveLength(1);
    expect(world.texts('acknowledged')).toEqual(undisturbed.texts('acknowledged'));
    expect(world.texts('rejected')).toEqual(undisturbed.texts('rejected'));
  }
});

test('a file that cannot be put away is told once by its name, and keeps no other waiting',
  async () => {
    const world = pretend();
    world.drop('a.csv', file('SO-1'));
    await lookOnce(world);
    world.answer((request) => (request.do === 'move' && request.path.name === 'a.csv'
      ? { is: 'closed', why: 'refused', text: 'no right to rename' } : null));
    world.drop('b.csv', file('SO-2'), { at: now - 30_000 });
    expect(await lookOnce(world))
      .toEqual(['a.csv was taken, and cannot be put away: no right to rename.']);
    expect(await lookOnce(world)).toEqual([]);
    expect(world.committed).toEqual(['SO-1', 'SO-2']);
    expect(world.names('in')).toEqual(['a.csv']);
    world.answer(null);
    await lookOnce(world);
    expect(world.names('in')).toEqual([]);
  });

test('more files that cannot be moved or read than a page holds do not stop the intake',
  async () => {
    const world = pretend();
    const stuck = Array.from({ length: 450 }, (_, i) => `f${String(i)}.csv`);
    for (const name of stuck) world.drop(name, file(name), { at: now - 90_000 });
    await lookOnce(world);
    world.drop('locked.csv', file('SO-X'), { at: now - 80_000 });
    world.drop('new.csv', file('SO-NEW'), { at: now - 30_000 });
    world.answer((request) => (request.do === 'move' && stuck.includes(request.path.name) ||
      request.do === 'read' && request.path.name === 'locked.csv'
      ? { is: 'closed', why: 'refused', text: 'no right' } : null));
    expect(await lookOnce(world)).toContain('locked.csv cannot be read: no right.');
    // Each is tried once before what was told already comes last.
    for (let looks = 0; looks < 9; looks += 1) await lookOnce(world);
    expect(world.committed).toHaveLength(451);
    expect(world.committed.at(-1)).toBe('SO-NEW');
    expect(world.names('in')).not.toContain('new.csv');
  });

test('where nobody answers, that is said', async () => {
  const world = pretend();
  world.drop('a.csv', file('SO-1'));
  await lookOnce(world);
  world.answer((request) => (request.do === 'move'
    ? { is: 'closed', why: 'silence', text: 'gone' } : null));
  expect(await lookOnce(world)).toMatchObject({ is: 'unanswered', text: 'gone' });
});

test('what was kept long enough is removed once an hour, by when it was put away', async () => {
  const world = pretend();
  world.drop('a.csv', file('SO-1'), { at: now - 40 * 86_400_000 });
  await lookOnce(world);
  await lookOnce(world);
  const nextHour = () => lookOnce(world, {}, instant(now - 3_600_000));
  await nextHour();
  expect(world.names('processed')).toHaveLength(1);
  world.age('acknowledged', 31 * 86_400_000);
  await lookOnce(world);
  expect(world.names('processed')).toHaveLength(1);
  await nextHour();
  expect([world.names('processed'), world.names('acknowledged')]).toEqual([[], []]);
});

describe('a dispatch', () => {
  const tell: Action = {
    do: 'tell-warehouse', about: 'msg_7', connection: connectionName('leicester-files'),
    urgency: { due: now, cutOff: null, wave: null, sequence: null },
    message: {
      id: messageId('msg_7'), voids: [], kind: 'dispatch', at: now, consignment: 'SO-1',
      orderNumber: 'SO-1', parcels: [{
        label: labelId('1'), trackingNumber: '15501234567890', trackingUrl: null, carrier: '=DPD',
        service: 'DPD-12', cost: { amount: 642, currency: 'GBP' }, weightGrams: 450, replaces: null,
        lines: [{ line: '1', quantity: 2 }, { line: '2', quantity: 1 }],
      }],
    },
  };

  test('lies in one file of its message, however often it is written', async () => {
    const world = pretend();
    for (let i = 0; i < 2; i += 1) {
      expect(await open(world.files).perform([tell], now)).toMatchObject({
        outcomes: [{ is: 'done', acknowledged: false }], unanswered: null,
      });
    }
    expect(world.names('out')).toEqual(['dispatch_SO-1_msg_7.csv']);
    const [, first, second] = world.texts('out')[0]?.split('\r\n') ?? [];
    expect(first).toBe('dispatch,msg_7,SO-1,SO-1,2026-11-22T13:40:12Z,15501234567890,,' +
      "'=DPD,DPD-12,6.42,GBP,450,,1,2");
    expect(second).toMatch(/,2,1$/);
  });

  test('is acknowledged by a file beside it, which is heard once and then taken away', async () => {
    const world = pretend();
    const settings = { readBack: 'acknowledgement' };
    await open(world.files, settings).perform([tell], now);
    world.write('out', 'dispatch_SO-1_msg_7.csv.ack');
    world.write('out', 'notes.txt');
    world.drop('picks.csv', file('SO-2'));
    await lookOnce(world, settings);
    expect(world.committed).toEqual(['msg_7', 'SO-2']);
    await lookOnce(world, settings);
    expect(world.committed).toEqual(['msg_7', 'SO-2']);
    expect(world.names('out')).toEqual(['notes.txt']);
  });

  test('that cannot be written waits, and judges no message', async () => {
    const world = pretend();
    world.answer(() => ({ is: 'closed', why: 'unauthorised', text: 'the login was refused' }));
    expect(await open(world.files).perform([tell], now)).toMatchObject({
      outcomes: [{ is: 'unknown' }], unanswered: { why: 'unauthorised' },
    });
  });
});
