/** Four steps through the demo, at the side of every page. It points, and is never in the way. */
import { Button } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, type ReactNode } from 'react';
import { causeQuestion, causesQuestion } from '../api/cause-questions.ts';
import { statusOf } from '../api/client.ts';
import { demoQuestion } from '../api/questions.ts';
import { keptGuide, keptGuideCause, keptGuideStep, useKept } from '../frame/kept.ts';
import { LiveCount } from '../live/live-count.tsx';
import { usePolling } from '../live/provider.tsx';
import { words } from '../words/words.ts';
import { biggestOf, guideSteps, stateAfter, stepOf, type GuideStep } from './steps.ts';
import { WhoConfirms } from './who-confirms.tsx';
import './guide.css';

const said = words.guide;
/** The day of the demo goes on by itself; the biggest cause may still be to come. */
const lookMilliseconds = 3_000;

export function Guide() {
  const { data: demo } = useQuery(demoQuestion);
  const isShown = useKept(keptGuide) === 'shown';
  if (demo === undefined || !demo.isDemo) return null;
  return isShown ? <Steps /> : (
    <p className="guide-hidden">
      <Button variant="default" size="compact-md" onClick={() => keptGuide.write('shown')}>
        {said.show}
      </Button>
    </p>
  );
}

function Steps() {
  const state = useKept(keptGuideStep);
  const steps = useRef<HTMLOListElement>(null);
  const chosen = useKept(keptGuideCause);
  const { cause, plan, run } = useSearch({ strict: false });
  const refetchInterval = usePolling(lookMilliseconds);
  const causes = useInfiniteQuery({ ...causesQuestion('all', {}), refetchInterval })
    .data?.pages[0]?.items;
  const biggest = chosen === '' ? biggestOf(causes)?.id ?? null : chosen;
  useEffect(() => {
    if (keptGuideCause.read() === '' && cause !== undefined) keptGuideCause.write(cause);
    const next = stateAfter(keptGuideStep.read(), { cause, plan, run });
    if (next !== keptGuideStep.read()) keptGuideStep.write(next);
  }, [cause, plan, run]);
  const { data: now, error } = useQuery({
    ...causeQuestion(biggest ?? ''), enabled: biggest !== null, refetchInterval,
  });
  const isEmpty = now?.count === 0 || (causes !== undefined && biggest === null);
  const isOver = state === 'over' || (state === 'going' && isEmpty);
  // The demo was begun anew: the cause that was chosen has gone, or waits to be mended once more.
  const isAnew = chosen !== ''
    && (statusOf(error) === 404 || (state === 'over' && (now?.count ?? 0) > 0));
  useEffect(() => {
    if (isAnew) beginAgain();
    else if (isOver) keptGuideStep.write('over');
  }, [isAnew, isOver]);
  // The button goes with its step; the hand on the keys goes on in the next one.
  function goOn() {
    keptGuideStep.write('preview');
    steps.current?.focus({ preventScroll: true });
  }
  const about = { cause: biggest, isHere: cause !== undefined && cause === biggest };
  return (
    <aside className="guide" aria-labelledby="guide-title">
      <div className="row guide-head">
        <h2 id="guide-title">{said.title}</h2>
        <span className="row">
          {state === 'open' ? null : (
            <Link to="/" className="row-link" onClick={beginAgain}>{said.again}</Link>
          )}
          <Button variant="default" size="compact-md" onClick={() => keptGuide.write('hidden')}>
            {said.hide}
          </Button>
        </span>
      </div>
      <ol ref={steps} tabIndex={-1}>
        {guideSteps.map((name, at) => (
          <Step key={name} name={name} number={at + 1} step={stepOf(state)} isOver={isOver}>
            {name === 'open' ? <Open biggest={biggest} hasLooked={causes !== undefined} /> : null}
            {name === 'read' ? (
              <>
                <ToPart {...about} part="why">{said.toEvidence}</ToPart>
                <Button variant="default" size="compact-md" onClick={goOn}>{said.read}</Button>
              </>
            ) : null}
            {name === 'preview' || (name === 'apply' && plan === undefined && run === undefined) ? (
              <ToPart {...about} part="suggestion-title">{said.toFix}</ToPart>
            ) : null}
            {name === 'preview' || (name === 'apply' && run === undefined) ? <WhoConfirms /> : null}
            {name === 'apply' && now !== undefined ? (
              <span className="number"><LiveCount text={said.waiting(now.orders)} /></span>
            ) : null}
          </Step>
        ))}
      </ol>
      {isOver ? (
        <>
          <p role="status">{said.finished} {isEmpty ? said.waiting(0) : null}</p>
          <p><Link to="/connect" className="row-link">{said.connect}</Link></p>
        </>
      ) : null}
    </aside>
  );
}

function beginAgain(): void {
  keptGuideCause.write('');
  keptGuideStep.write('open');
}

type ToPartProps = {
  readonly cause: string | null;
  /** Its page is open. */
  readonly isHere: boolean;
  readonly part: 'why' | 'suggestion-title';
  readonly children: ReactNode;
};

/** Leads to a part of the page of the cause, from wherever somebody has gone meanwhile. */
function ToPart({ cause, isHere, part, children }: ToPartProps) {
  if (isHere) return <a className="row-link" href={`#${part}`}>{children}</a>;
  if (cause === null) return null;
  return (
    <Link to="/exceptions" search={{ cause }} hash={part} className="row-link">{children}</Link>
  );
}

type StepProps = {
  readonly name: GuideStep;
  /** A small screen shows the step alone, and still as the one that it is. */
  readonly number: number;
  readonly step: GuideStep;
  readonly isOver: boolean;
  readonly children: ReactNode;
};

function Step({ name, number, step, isOver, children }: StepProps) {
  const isNow = name === step && !isOver;
  const isDone = isOver || guideSteps.indexOf(name) < guideSteps.indexOf(step);
  return (
    <li
      value={number} data-now={isNow ? '' : undefined}
      {...(isNow ? { 'aria-current': 'step' } : {})}
    >
      <strong>{said.steps[name]}</strong>{' '}
      {isDone ? <span className="tag">{said.isDone}</span> : null}
      {isNow ? <span className="tag">{said.isNow}</span> : null}
      {isNow ? <p className="quiet">{said.means[name]}</p> : null}
      {isNow ? <div className="row guide-do">{children}</div> : null}
    </li>
  );
}

function Open({ biggest, hasLooked }: { biggest: string | null; hasLooked: boolean }) {
  if (biggest === null) {
    return <span className="quiet">{hasLooked ? said.toCome : said.looking}</span>;
  }
  return (
    <Link to="/exceptions" search={{ cause: biggest }} className="row-link">{said.go}</Link>
  );
}
