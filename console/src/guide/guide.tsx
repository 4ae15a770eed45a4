/** Four steps through the demo, at the side of every page. It points, and is never in the way. */
import { Button } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useEffect, useState, type ReactNode } from 'react';
import { causeQuestion, causesQuestion } from '../api/cause-questions.ts';
import { demoQuestion } from '../api/questions.ts';
import { keptGuide, keptGuideStep, useKept } from '../frame/kept.ts';
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
  const search = useSearch({ strict: false });
  const refetchInterval = usePolling(lookMilliseconds);
  const causes = useInfiniteQuery({ ...causesQuestion('all', {}), refetchInterval })
    .data?.pages[0]?.items;
  const [chosen, setChosen] = useState<string | null>(null);
  const biggest = chosen ?? biggestOf(causes)?.id ?? null;
  const { cause, plan, run } = search;
  useEffect(() => {
    const next = stateAfter(keptGuideStep.read(), { cause, plan, run });
    if (next !== keptGuideStep.read()) keptGuideStep.write(next);
  }, [cause, plan, run]);
  if (chosen === null && cause !== undefined) setChosen(cause);
  const now = useQuery({
    ...causeQuestion(biggest ?? ''), enabled: biggest !== null, refetchInterval,
  }).data;
  const isEmpty = now?.count === 0 || (causes !== undefined && biggest === null);
  const isOver = state === 'over' || (state === 'going' && isEmpty);
  useEffect(() => {
    if (isOver) keptGuideStep.write('over');
  }, [isOver]);
  return (
    <aside className="guide" aria-labelledby="guide-title">
      <div className="row guide-head">
        <h2 id="guide-title">{said.title}</h2>
        <Button variant="default" size="compact-md" onClick={() => keptGuide.write('hidden')}>
          {said.hide}
        </Button>
      </div>
      <ol>
        {guideSteps.map((name) => (
          <Step key={name} name={name} step={stepOf(state)} isOver={isOver}>
            {name === 'open' ? <Open biggest={biggest} /> : null}
            {name === 'read' ? (
              <>
                <a className="row-link" href="#why">{said.toEvidence}</a>
                <Button
                  variant="default" size="compact-md" onClick={() => keptGuideStep.write('preview')}
                >
                  {said.read}
                </Button>
              </>
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

type StepProps = {
  readonly name: GuideStep;
  readonly step: GuideStep;
  readonly isOver: boolean;
  readonly children: ReactNode;
};

function Step({ name, step, isOver, children }: StepProps) {
  const isNow = name === step && !isOver;
  const isDone = isOver || guideSteps.indexOf(name) < guideSteps.indexOf(step);
  return (
    <li data-now={isNow ? '' : undefined} {...(isNow ? { 'aria-current': 'step' } : {})}>
      <strong>{said.steps[name]}</strong>{' '}
      {isDone ? <span className="tag">{said.isDone}</span> : null}
      {isNow ? <span className="tag">{said.isNow}</span> : null}
      {isNow ? <p className="quiet">{said.means[name]}</p> : null}
      {isNow ? <div className="row guide-do">{children}</div> : null}
    </li>
  );
}

function Open({ biggest }: { biggest: string | null }) {
  if (biggest === null) return <span className="quiet">{said.looking}</span>;
  return (
    <Link to="/exceptions" search={{ cause: biggest }} className="row-link">{said.go}</Link>
  );
}
