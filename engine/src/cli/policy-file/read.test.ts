import { describe, expect, it } from 'vitest';
import { readPolicyFile, type PolicyFile } from './read.ts';

const example = `connections:
  shipstation-uk: { connector: shipstation, settings: { v1: ${
  // One line in the file, as it stands in the documentation.
  '{ baseUrl: https://ssapi.shipstation.com, apiKey: ${SS_KEY}, apiSecret: ${SS_SECRET} }'
} }, mode: live }   # live | shadow
  shop-uk:
    connector: channel-api
    settings: { pushUrl: "https://shop.example/hooks?k=\${SS_KEY}", pushSecret: \${SHOP_SECRET} }
warehouses:
  leicester:
    gate: packed
    collections: [ { carrier: dpd, at: "16:30", days: mon-fri } ]
mappings:
  services:
    - { says: DPD-12, carrier: dpd }
    - { says: STANDARD, leave: shipstation, expect: [royal_mail, dpd] }
owners:
  pick.short: engineer
  address.incomplete: boss
`;

function readable(text: string): PolicyFile {
  const read = readPolicyFile(text);
  if (read.is !== 'policy') throw new Error(JSON.stringify(read));
  return read;
}

describe('a policy file', () => {
  it('may write placeholders bare within braces, as the documentation does', () => {
    expect(readable(example).document).toMatchObject({
      connections: {
        'shipstation-uk': {
          settings: {
            v1: {
              baseUrl: 'https://ssapi.shipstation.com',
              apiKey: '${SS_KEY}',
              apiSecret: '${SS_SECRET}',
            },
          },
          mode: 'live',
        },
        'shop-uk': { settings: { pushUrl: 'https://shop.example/hooks?k=${SS_KEY}' } },
      },
    });
  });

  it('names each secret once, in the order of the file', () => {
    expect(readable(example).placeholders).toEqual(['SS_KEY', 'SS_SECRET', 'SHOP_SECRET']);
  });

  it('asks for no secret that stands only in a comment or a name', () => {
    expect(readable('a: 1 # ${OLD}\n${NAME}: 2').placeholders).toEqual([]);
  });

  it.each([
    ['a: 1\nb: { key: ${ss_key} }', 2, '${ss_key}'], ['k: "x ${SS-KEY}"', 1, '${SS-KEY}'],
  ])('refuses a name in %j that the server would take for a value', (text, line, name) => {
    expect(readPolicyFile(text)).toMatchObject({
      is: 'unreadable',
      faults: [{ line, problem: expect.stringContaining(`${name} names no secret`) }],
    });
  });

  it('may be JSON', () => {
    expect(readable('{"connections":{"a":{"settings":{"k":"${K}"}}}}')).toMatchObject({
      document: { connections: { a: { settings: { k: '${K}' } } } }, placeholders: ['K'],
    });
  });

  it.each([
    ['warehouses.leicester.gate', 8],
    ['mappings.services[1].leave', 13],
    ['connections.shop-uk.settings.pushSecret', 5],
    ['mappings.services[1].package', 13],
    ['owners.address.incomplete', 16],
    ['nothing.of.this', null],
  ])('knows that %s stands on line %s', (path, line) => {
    expect(readable(example).lineOf(path)).toBe(line);
  });
});

describe('a file that is no policy is refused with the place', () => {
  it.each([
    ['a: [1, 2', 1, 9],
    ['a: 1\nb: {c: ${X}, d: ]}\n', 2, 17],
    ['a: "1\nb: 2', 2, 5],
    ['a: 1\n\tb: 2', 2, 1],
    ['a: 1\nb: 2\na: 3', 3, 1],
  ])('%j: line %i, column %i', (text, line, column) => {
    const read = readPolicyFile(text);
    expect(read.is === 'unreadable' && read.faults).toContainEqual(
      expect.objectContaining({ line, column }));
  });

  it.each(['', '# only a comment', '- a\n- b', 'just words', '42'])('%j', (text) => {
    expect(readPolicyFile(text)).toMatchObject({ is: 'unreadable' });
  });

  it.each([
    'apiKey: "hunter2\nb: {', 'apiKey: "x" hunter2', 'apiKey: *hunter2', 'apiKey: |hunter2',
    '} hunter2', 'apiKey: %hunter2\n]hunter2',
  ])('%j never repeats what may be a key', (text) => {
    const read = readPolicyFile(text);
    expect(read.is).toBe('unreadable');
    expect(JSON.stringify(read)).not.toContain('hunter2');
  });

  it('refuses aliases that multiply without end', () => {
    const rows = ['a0: &a0 [x]'];
    for (let n = 1; n < 12; n += 1) {
      rows.push(`a${String(n)}: &a${String(n)} [${`*a${String(n - 1)}, `.repeat(9)}]`);
    }
    expect(readPolicyFile(rows.join('\n'))).toMatchObject({ is: 'unreadable' });
  });
});
