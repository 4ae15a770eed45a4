/** Test, pause and resume. Whoever may not sees the buttons off, and the page says who may. */
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import {
  countThere, pausables, pauseConnection, resumeConnection, testConnection, type ConnectionView,
} from '../api/client.ts';
import { connectionsQuestion } from '../api/questions.ts';
import { DeedTrouble } from '../frame/deed-trouble.tsx';
import { typedInto } from '../look/typed.ts';
import { MayButton } from '../may/may-button.tsx';
import { serverNow } from '../time/server-clock.ts';
import { words } from '../words/words.ts';

/** Where the page says once for all its cards why these are off. */
export const whyNoTest = 'why-no-test';
export const whyNoSteering = 'why-no-steering';
export const whyNoCount = 'why-no-count';

const said = words.connections;

export function Steer({ view }: { readonly view: ConnectionView }) {
  const { name } = view;
  const [isAsking, setAsking] = useState(false);
  const client = useQueryClient();
  const lookAgain = () => client.invalidateQueries({ queryKey: connectionsQuestion.queryKey });
  const test = useMutation({ mutationFn: () => testConnection(name), onSettled: lookAgain });
  const count = useMutation({ mutationFn: () => countThere(name), onSuccess: lookAgain });
  const resume = useMutation({
    mutationFn: () => resumeConnection(name, said.resumedWhy), onSuccess: lookAgain,
  });
  return (
    <>
      <div className="row">
        <MayButton
          right="test-connection" reason={whyNoTest}
          variant="default" aria-label={said.testNamed(name)} loading={test.isPending}
          onClick={() => test.mutate()}
        >
          {said.test}
        </MayButton>
        <MayButton
          right="steer-connection" reason={whyNoSteering}
          variant="default" aria-label={said.pauseNamed(name)} aria-expanded={isAsking}
          onClick={() => setAsking(!isAsking)}
        >
          {said.pause}
        </MayButton>
        {view.sweep === null ? null : (
          <MayButton
            right="count-open-orders" reason={whyNoCount}
            variant="default" aria-label={said.countNamed(name)} loading={count.isPending}
            onClick={() => count.mutate()}
          >
            {said.count}
          </MayButton>
        )}
        {view.paused.length === 0 ? null : (
          <MayButton
            right="steer-connection" reason={whyNoSteering}
            variant="default" aria-label={said.resumeNamed(name)}
            loading={resume.isPending} onClick={() => resume.mutate()}
          >
            {said.resume}
          </MayButton>
        )}
      </div>
      {isAsking ? <Pause name={name} onDone={() => setAsking(false)} /> : null}
      <div role="status" className="steer-answer">
        {count.data === undefined ? null : <p>{count.data.sentence}</p>}
        {test.isPending ? said.testing : null}
        {test.data === undefined || test.isPending ? null : <Tested answer={test.data} />}
      </div>
      {test.isError ? (
        <DeedTrouble error={test.error} look="harmless" onClose={() => test.reset()} />
      ) : null}
      {resume.isError ? (
        <DeedTrouble error={resume.error} look="connection" onClose={() => resume.reset()} />
      ) : null}
      {count.isError ? (
        <DeedTrouble error={count.error} look="harmless" onClose={() => count.reset()} />
      ) : null}
    </>
  );
}

function Tested({ answer }: { answer: Awaited<ReturnType<typeof testConnection>> }) {
  return (
    <>
      <strong className={answer.isWell ? 'well' : 'problem-text'}>
        {answer.isWell ? said.isWell : said.isNotWell}
      </strong>
      <ul className="plain">
        {[...answer.sentences, ...answer.watch].map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </>
  );
}

function Pause({ name, onDone }: { name: string; onDone: () => void }) {
  const client = useQueryClient();
  const [isEmpty, setEmpty] = useState(false);
  const pause = useMutation({
    mutationFn: (body: Parameters<typeof pauseConnection>[1]) => pauseConnection(name, body),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: connectionsQuestion.queryKey });
      onDone();
    },
  });

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const textOf = typedInto(event.currentTarget);
    const why = textOf('why');
    setEmpty(why === '');
    if (why === '') return;
    const only = pausables.find((one) => one === textOf('what'));
    const minutes = Number(textOf('minutes'));
    pause.mutate({
      why,
      ...(only === undefined ? {} : { only: [only] }),
      until: minutes === 0 ? null : new Date(serverNow() + minutes * 60_000).toISOString(),
    });
  }

  return (
    <form className="stack pause" aria-label={said.pauseTitle(name)} onSubmit={submit}>
      <h3>{said.pauseTitle(name)}</h3>
      <p>{said.pauseMeans}</p>
      <TextInput
        name="why" label={said.why} placeholder={said.whyHint} autoComplete="off"
        error={isEmpty ? said.whyEmpty : null} data-autofocus
      />
      <div className="row">
        <NativeSelect
          name="what" label={said.what}
          data={[
            { value: '', label: said.everything },
            ...pausables.map((value) => ({ value, label: said.pausables[value] })),
          ]}
        />
        <NativeSelect
          name="minutes" label={said.howLong} defaultValue=""
          data={Object.entries(said.lengths)
            .map(([value, label]) => ({ value, label }))
            .toSorted((one, other) => Number(one.value) - Number(other.value))}
        />
      </div>
      <div className="row">
        <Button type="submit" loading={pause.isPending}>{said.pauseNow}</Button>
        <Button variant="default" onClick={onDone}>{said.back}</Button>
      </div>
      {pause.isError ? (
        <DeedTrouble error={pause.error} look="connection" onClose={() => pause.reset()} />
      ) : null}
    </form>
  );
}
