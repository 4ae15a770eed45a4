/**
 * Whose time calls took: a bar for each with its figures in words beside it, and the same in a
 * table. Each bar is the whole of its own call: it shows shares, the figures show lengths.
 */
import type { ReactNode } from 'react';
import { callTimeInWords } from '../time/durations.ts';
import { words } from '../words/words.ts';
import './charts.css';

export type CallWhy = keyof typeof words.charts.calls.whys;

export type CallTimes = {
  readonly key: string;
  /** Null where nobody knows since when it was due. */
  readonly ours: number | null;
  readonly theirs: number;
  readonly onPurpose: readonly { readonly why: CallWhy; readonly milliseconds: number }[];
  /** The other side, as it is named on screen. */
  readonly who: string;
  readonly state: keyof typeof words.charts.calls.states;
  /** The first of them is 1. */
  readonly tried: number;
};

const said = words.charts.calls;

/** In the order of time: waiting on purpose, then our queue, then the other side. */
export function CallBar({ times }: { times: CallTimes }) {
  const parts = [
    { whose: 'purpose', length: sumOf(times.onPurpose) },
    { whose: 'ours', length: times.ours ?? 0 },
    { whose: 'theirs', length: times.theirs },
  ];
  const whole = parts.reduce((sum, { length }) => sum + length, 0);
  return (
    <div className="call">
      {whole === 0 ? null : (
        <div className="call-bar" aria-hidden="true">
          {parts.filter(({ length }) => length > 0).map(({ whose, length }) => (
            <span key={whose} data-whose={whose} style={{ width: `${(length / whole) * 100}%` }} />
          ))}
        </div>
      )}
      <ul className="call-figures">
        {times.onPurpose.map(({ why, milliseconds }) => (
          <Figure key={why} whose="purpose">
            {said.onPurpose(callTimeInWords(milliseconds), said.whys[why])}
          </Figure>
        ))}
        <Figure whose="ours">{oursInWords(times.ours)}</Figure>
        <Figure whose="theirs">{theirsInWords(times)}</Figure>
        {times.tried > 1 || times.state !== 'answered' ? <li>{said.try(times.tried)}</li> : null}
      </ul>
    </div>
  );
}

function Figure({ whose, children }: { whose: string; children: ReactNode }) {
  return <li><span className="call-swatch" data-whose={whose} aria-hidden="true" />{children}</li>;
}

type CallTableRow = CallTimes & { readonly at: ReactNode; readonly what: string };

/** The same numbers, for whoever hears the page or wants to compare. */
export function CallTable({ rows }: { rows: readonly CallTableRow[] }) {
  const { heads } = said;
  return (
    <details>
      <summary>{said.asTable}</summary>
      <table className="call-table">
        <caption className="hidden">{said.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{heads.what}</th><th scope="col">{heads.at}</th>
            <th scope="col">{heads.tried}</th><th scope="col">{heads.onPurpose}</th>
            <th scope="col">{heads.ours}</th><th scope="col">{heads.theirs}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.what}</th><td>{row.at}</td><td>{row.tried}</td>
              <td>{purposeInWords(row.onPurpose)}</td>
              <td>{row.ours === null ? said.notKept : callTimeInWords(row.ours)}</td>
              <td>{theirsInWords(row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

const oursInWords = (ours: number | null): string =>
  ours === null ? said.oursNotKept : said.ours(callTimeInWords(ours));

function theirsInWords({ who, theirs, state }: CallTimes): string {
  return said.states[state](who, callTimeInWords(theirs));
}

function purposeInWords(parts: CallTimes['onPurpose']): string {
  if (parts.length === 0) return words.none;
  return parts
    .map(({ why, milliseconds }) => said.whyTook(said.whys[why], callTimeInWords(milliseconds)))
    .join('; ');
}

const sumOf = (parts: CallTimes['onPurpose']): number =>
  parts.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
