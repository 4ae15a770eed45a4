/**
 * How often each list of a connection may be looked at. While somebody slides, the page says what
 * it would mean; it counts when the change of the policy was shown and applied.
 */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId, useState, type SubmitEvent } from 'react';
import type { ConnectionView, Policy } from '../api/client.ts';
import { policyQuestion } from '../api/questions.ts';
import { Change } from '../connect/change.tsx';
import { whyNoApply } from '../connect/step.tsx';
import { useApply } from '../connect/use-apply.ts';
import { DeedTrouble } from '../frame/deed-trouble.tsx';
import { Unlisted } from '../frame/unlisted.tsx';
import { MayButton, WhyNot } from '../may/may-button.tsx';
import { useMay } from '../may/use-may.ts';
import { words } from '../words/words.ts';
import {
  boundsNow, effectOf, heardAfter, moved, shortestOf, stopsBetween, usualBounds, withBounds,
  type BoundedList, type Bounds, type Effect,
} from './look-effect.ts';
import '../connect/connect.css';
import './looks.css';

const said = words.connections.lookBounds;

type Drafts = Readonly<Record<string, Bounds>>;
type Polling = NonNullable<ConnectionView['polling']>;

export default function Looks({ view, polling }: { view: ConnectionView; polling: Polling }) {
  const policy = useQuery(policyQuestion).data;
  if (policy !== undefined) return <Form view={view} polling={polling} policy={policy} />;
  return <p className="quiet" role="status">{words.connections.moreLooking}</p>;
}

type FormProps = {
  readonly view: ConnectionView; readonly polling: Polling; readonly policy: Policy;
};

function Form({ view: { name, feeds, calls }, polling, policy }: FormProps) {
  const [drafts, setDrafts] = useState<Drafts>({});
  const [applied, setApplied] = useState<number | null>(null);
  const mayChange = useMay('change-policy').is === 'yes';
  const lists = feeds.map(({ feed, looks }): BoundedList =>
    ({ feed, looks, bounds: drafts[feed] ?? boundsNow(looks) }));
  const effect = effectOf(lists, polling);
  // Somebody else may have moved the others since they were read.
  const touched = lists.filter(({ feed }) => drafts[feed] !== undefined);
  const { look, apply, isOvertaken, forget } = useApply({
    wish: (inForce) => withBounds(inForce, name, touched),
    onApplied: (version) => {
      setApplied(version);
      setDrafts({});
    },
  });
  const draft = (next: Drafts): void => {
    forget();
    setApplied(null);
    setDrafts(next);
  };
  const trouble = [look, apply].find(({ error }) => error !== null);

  function submit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    look.mutate(withBounds(policy, name, touched));
  }

  return (
    <form className="stack look-bounds" aria-label={said.formOf(name)} onSubmit={submit}>
      <p>{said.means}</p>
      <WhyNot right="change-policy" id={whyNoApply} />
      {lists.map((list) => (
        <OneList
          key={list.feed} list={list} mayChange={mayChange}
          answerMilliseconds={calls?.medianMilliseconds ?? 0}
          onBounds={(bounds) => draft({ ...drafts, [list.feed]: bounds })}
        />
      ))}
      <p role="status" className={effect.isAllowed ? undefined : 'problem-text'}>
        <Unlisted why="gauge">{callsInWords(effect, polling)}</Unlisted>
      </p>
      <div className="row">
        <MayButton
          right="change-policy" reason={whyNoApply} type="submit" loading={look.isPending}
        >
          {words.connect.look}
        </MayButton>
        <Button
          type="button" variant="default" disabled={!mayChange}
          onClick={() => draft(Object.fromEntries(
            lists.map(({ feed, looks }) => [feed, usualBounds(looks)])))}
        >
          {said.asUsual}
        </Button>
      </div>
      {trouble === undefined ? null : (
        <DeedTrouble
          error={trouble.error} look={trouble === apply ? 'page' : 'harmless'}
          onClose={() => trouble.reset()}
        />
      )}
      {look.data === undefined || applied !== null ? null : (
        <Change
          tried={look.data} wish={look.variables} isWell isOvertaken={isOvertaken} isDemo={false}
          button={said.apply} isBusy={apply.isPending}
          onApply={() => {
            if (look.variables !== undefined) apply.mutate(look.variables);
          }}
        />
      )}
      <p role="status" className="applied">{applied === null ? '' : said.applied(applied)}</p>
    </form>
  );
}

type OneListProps = {
  readonly list: BoundedList;
  readonly mayChange: boolean;
  readonly answerMilliseconds: number;
  readonly onBounds: (bounds: Bounds) => void;
};

function OneList({ list, mayChange, answerMilliseconds, onBounds }: OneListProps) {
  const { feed, looks, bounds } = list;
  const heard = (between: number) => spanInWords(heardAfter(between, answerMilliseconds));
  return (
    <fieldset className="connect-fields">
      <legend>{feed}</legend>
      <div className="look-sliders">
        {(['atMost', 'atLeast'] as const).map((which) => (
          <Slider
            key={which} label={said[which]} value={bounds[which]} isOff={!mayChange}
            usual={usualBounds(looks)[which]}
            stops={stopsBetween(
              shortestOf(which, list), looks.longestMilliseconds[`${which}Every`],
              [bounds[which], usualBounds(looks)[which]])}
            onValue={(to) => onBounds(moved(list, which, to))}
          />
        ))}
      </div>
      <p role="status">
        <Unlisted why="gauge">{said.heard(heard(bounds.atMost), heard(bounds.atLeast))}</Unlisted>
      </p>
    </fieldset>
  );
}

type SliderProps = {
  readonly label: string;
  readonly value: number;
  readonly usual: number;
  readonly stops: readonly number[];
  readonly isOff: boolean;
  readonly onValue: (value: number) => void;
};

/** The browser's own slider: arrows, Home and End move it, and what it stands at is read out. */
function Slider({ label, value, usual, stops, isOff, onValue }: SliderProps) {
  const id = useId();
  const place = spanInWords(value);
  return (
    <div className="look-slider">
      <label htmlFor={id}>{label}</label>
      <input
        id={id} type="range" min={0} max={stops.length - 1} step={1} value={stops.indexOf(value)}
        aria-valuetext={place} disabled={isOff} aria-describedby={isOff ? whyNoApply : undefined}
        onChange={(event) => onValue(stops[Number(event.currentTarget.value)] ?? value)}
      />
      <output htmlFor={id} data-unlisted="gauge">
        {value === usual ? said.usual(place) : said.unusual(place, spanInWords(usual))}
      </output>
    </div>
  );
}

function callsInWords(
  { callsQuiet, callsBrisk, isAllowed }: Effect, { callsPerMinute, keptFree, atMost }: Polling,
): string {
  if (callsPerMinute === null || atMost === null) return said.calls(callsQuiet, callsBrisk);
  const calls = said.callsOf(callsQuiet, callsBrisk, callsPerMinute);
  return `${calls} ${isAllowed ? said.kept(keptFree) : said.tooMany(atMost)}`;
}

/** To the second: "2 s", "1 min", "1 min 30 s". */
function spanInWords(milliseconds: number): string {
  const whole = Math.max(1, Math.round(milliseconds / 1_000));
  if (whole < 60) return words.duration.seconds(String(whole));
  return whole % 60 === 0 ? words.duration.minutes(whole / 60)
    : words.duration.minutesAndSeconds(Math.floor(whole / 60), whole % 60);
}
