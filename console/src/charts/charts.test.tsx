import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { CallBar, CallTable, type CallTimes } from './call-waterfall.tsx';
import { Sparkline } from './sparkline.tsx';
import { StackedBars } from './stacked-bars.tsx';
import { StageStrip, type StripRow } from './stage-strip.tsx';

const row = (key: string, facts: Partial<StripRow> = {}): StripRow => ({
  key, name: key, ages: { 'in-time': 0, 'due-soon': 0, 'late': 0, 'very-late': 0 }, total: 0,
  oldest: null, inLastHour: 0, outLastHour: 0, blocked: 0, onHold: 0, isFramed: false,
  list: { stage: key, open: 'yes' }, inList: { entered: key }, outList: { left: key }, ...facts,
});

it('the strip draws all bars on one scale, and says every number beside them', () => {
  const html = renderToStaticMarkup(<StageStrip rows={[
    row('picking', { total: 10, ages: { 'in-time': 8, 'due-soon': 2, 'late': 0, 'very-late': 0 } }),
    row('ready', {
      total: 20, ages: { 'in-time': 10, 'due-soon': 0, 'late': 9, 'very-late': 1 },
      oldest: '2 h 05', blocked: 3, onHold: 2, inLastHour: 12, outLastHour: 7, isFramed: true,
    }),
  ]} />);
  const widths = [...html.matchAll(/width:([\d.]+)%/g)].map((match) => Number(match[1]));
  expect(widths).toEqual([40, 10, 50, 45, 5]);
  expect(html).toContain('href="/orders?stage=ready&amp;open=yes&amp;age=very-late"');
  expect(html).toContain('href="/orders?stage=ready&amp;open=yes&amp;blocked=yes"');
  expect(html).toContain('>3 held by an exception<');
  expect(html).toContain('href="/orders?stage=ready&amp;open=yes&amp;held=yes"');
  expect(html).toContain('>2 on hold by a person<');
  expect(html).toContain('href="/orders?entered=ready" class="count">12<');
  expect(html).toContain('href="/orders?left=ready" class="count">7<');
  expect(html).toContain('data-frame="first last"');
});

it('a short strip says nothing of the last hour', () => {
  const rows = [row('picking', { total: 3, inLastHour: 12, outLastHour: 7 })];
  const html = renderToStaticMarkup(<StageStrip rows={rows} isShort />);
  expect(html).not.toMatch(/last hour|>12<|>7</);
  expect(html.match(/role="columnheader"/g)).toHaveLength(8);
  expect(html.match(/role="(?:rowheader|cell)"/g)).toHaveLength(8);
});

it('an empty strip divides by nothing', () => {
  const html = renderToStaticMarkup(<StageStrip rows={[row('picking')]} />);
  expect(html).not.toMatch(/NaN|Infinity/);
});

const hour = 3_600_000;
const point = (at: number) =>
  ({ at: at * hour, when: `${at}:00`, count: 5, median: 60_000, slowest: 120_000 });

it('the curve breaks where an hour is missing, and the table has every hour', () => {
  const html = renderToStaticMarkup(
    <Sparkline
      title="Pace" from={0} to={24 * hour} step={hour} points={[point(1), point(2), point(7)]}
      fromWhen="00:00" inWords={(value) => `${value / 60_000} min`} limit={90_000}
      marks={[
        { at: 3 * hour, until: null, when: '3:00', text: 'Policy 4' },
        { at: 12 * hour, until: 18 * hour, when: '12:00 to 18:00', text: 'No calls left' },
      ]}
    />,
  );
  expect(html.match(/class="spark-median" d="M[^"]+"/g)).toHaveLength(3);
  expect(html).toContain('limit 1.5 min');
  expect(html).toContain('<b aria-hidden="true">a</b> 3:00 Policy 4');
  expect(html).toContain('<b aria-hidden="true">b</b> 12:00 to 18:00 No calls left');
  expect(html.match(/class="spark-span"[^>]*/g)).toEqual([
    'class="spark-span" d="M240.0 0H360.0V120H240.0Z"',
  ]);
  expect(html.match(/<th scope="row">/g)).toHaveLength(3);
  expect(html).not.toMatch(/NaN|Infinity/);
});

it('bars of causes share one scale', () => {
  const html = renderToStaticMarkup(<StackedBars rows={[
    { key: 'a', name: 'Not mapped', parts: [{ age: 'all', count: 31 }] },
    { key: 'b', name: 'Postcode', parts: [{ age: 'all', count: 7 }] },
  ]} />);
  expect(html).toContain('width:100%');
  expect(html).toContain(`width:${(7 / 31) * 100}%`);
});

const times: CallTimes = {
  key: 'a', ours: 1_000, theirs: 3_000, who: 'Warehouse', state: 'given-up', tried: 2,
  onPurpose: [
    { why: 'between-tries', milliseconds: 4_000 }, { why: 'budget', milliseconds: 2_000 },
  ],
};

it('a call is drawn in three parts of its own whole, and each is said in words', () => {
  const html = renderToStaticMarkup(<CallBar times={times} />);
  const widths = [...html.matchAll(/width:([\d.]+)%/g)].map((match) => Number(match[1]));
  expect(widths).toEqual([60, 10, 30]);
  expect(html.replaceAll(/<[^>]+>/g, '|')).toMatch(new RegExp(
    'on purpose 4.0 s \\(between two tries\\).*on purpose 2.0 s \\(no call was free\\).*' +
    'our queue 1.0 s.*Warehouse 3.0 s, no answer.*try 2'));
});

it('a call that took no time at all draws no bar, and one of old says what was not kept', () => {
  const html = renderToStaticMarkup(
    <CallBar times={{ ...times, ours: null, theirs: 0, onPurpose: [], state: 'answered' }} />);
  expect(html).not.toContain('call-bar');
  expect(html).not.toMatch(/NaN|Infinity/);
  expect(html).toContain('our queue: not kept');
});

it('the table of calls has every number of the bars', () => {
  const html = renderToStaticMarkup(
    <CallTable rows={[{ ...times, at: '13:51:41', what: 'tell the warehouse' }]} />);
  expect(html).toContain('<th scope="row">tell the warehouse</th><td>13:51:41</td><td>2</td>' +
    '<td>between two tries 4.0 s; no call was free 2.0 s</td><td>1.0 s</td>' +
    '<td>Warehouse 3.0 s, no answer</td>');
});
