/** What may mend a cause, and the way to try it: nothing is mapped before somebody confirms. */
import { Button, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import type { CauseDetail, CauseWhy, PlanWish } from '../api/causes.ts';
import { focusWrong, useOwnFocus } from '../ask/own-focus.ts';
import { DeedTrouble } from '../frame/deed-trouble.tsx';
import { typedInto } from '../look/typed.ts';
import { MayButton, WhyNot } from '../may/may-button.tsx';
import { useMay } from '../may/use-may.ts';
import { words } from '../words/words.ts';
import { usePlan } from './use-plan.ts';

const said = words.exceptions;

type Suggestion = CauseWhy['suggestions'][number];
type Mapping = Suggestion['mapping'];
type SuggestionsProps = { readonly cause: CauseDetail; readonly why: CauseWhy | undefined };

export function Suggestions({ cause, why }: SuggestionsProps) {
  const [isChoosing, setChoosing] = useState(false);
  const make = usePlan();
  // Only what a row of the policy can mend.
  if (cause.code !== 'service.unmapped' || why === undefined) return null;
  const preview = (mapping: Mapping, reason: string) => make.mutate(wishOf(cause, mapping, reason));
  const [first, ...others] = why.suggestions;
  return (
    <section className="panel stack suggestion" aria-labelledby="suggestion-title">
      <h3 id="suggestion-title">
        {first?.isSure === true ? said.suggestionTitle : said.guessTitle}
      </h3>
      <WhyNot right="fix-many" id="why-not-fix" />
      <WhoConfirms />
      {first === undefined ? null : (
        <One suggestion={first} isBusy={make.isPending} isFirst onPreview={preview} />
      )}
      {first?.isSure === true && !isChoosing ? null : others.map((one) => (
        <One
          key={one.like} suggestion={one} isBusy={make.isPending} isFirst={false}
          onPreview={preview}
        />
      ))}
      <div>
        <Button
          variant="default" aria-expanded={isChoosing} onClick={() => setChoosing(!isChoosing)}
        >
          {said.other}
        </Button>
      </div>
      {isChoosing ? <Another onPreview={preview} /> : null}
      {make.isError ? (
        <DeedTrouble error={make.error} look="plans" onClose={() => make.reset()} />
      ) : null}
    </section>
  );
}

/** Said before the preview, so that nobody comes to a button at its end that is not for them. */
function WhoConfirms() {
  const [preview, confirm] = [useMay('fix-many'), useMay('change-policy')];
  return preview.is === 'yes' && confirm.is === 'no'
    ? <p className="quiet">{said.othersConfirm} {confirm.why}</p> : null;
}

const wishOf = (cause: CauseDetail, mapping: Mapping, why: string): PlanWish =>
  ({ kind: 'mapping', why, exceptions: { group: cause.id }, mapping });

type OneProps = {
  readonly suggestion: Suggestion;
  readonly isFirst: boolean;
  readonly isBusy: boolean;
  readonly onPreview: (mapping: Mapping, why: string) => void;
};

function One({ suggestion, isFirst, isBusy, onPreview }: OneProps) {
  const { sentence, evidence, score, isSure, mapping } = suggestion;
  const told = score.toFixed(2);
  return (
    <div className="stack one-suggestion">
      <p>
        <strong>{sentence}</strong>{' '}
        <span className="tag">{isSure ? said.sure(told) : said.notSure(told)}</span>
      </p>
      <p className="quiet">{evidence}</p>
      <div>
        <MayButton
          right="fix-many" reason="why-not-fix" loading={isBusy}
          variant={isFirst ? 'filled' : 'default'} aria-label={said.previewNamed(sentence)}
          onClick={() => onPreview(mapping, evidence)}
        >
          {said.preview}
        </MayButton>
      </div>
    </div>
  );
}

function Another({ onPreview }: Pick<OneProps, 'onPreview'>) {
  const [isEmpty, setEmpty] = useState(false);
  const form = useOwnFocus();

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const textOf = typedInto(event.currentTarget);
    const [carrier, service, box] = [textOf('carrier'), textOf('service'), textOf('package')];
    const isMissing = carrier === '' || service === '';
    setEmpty(isMissing);
    focusWrong(event.currentTarget);
    if (isMissing) return;
    onPreview({ carrier, service, package: box === '' ? null : box }, said.otherTitle);
  }

  return (
    <form ref={form} className="row asked" aria-label={said.otherTitle} onSubmit={submit}>
      <TextInput
        name="carrier" label={said.carrier} autoComplete="off" spellCheck={false}
        error={isEmpty ? said.needed : null}
      />
      <TextInput
        name="service" label={said.service} autoComplete="off" spellCheck={false}
        error={isEmpty ? said.needed : null}
      />
      <TextInput name="package" label={said.package} autoComplete="off" spellCheck={false} />
      <MayButton right="fix-many" reason="why-not-fix" type="submit" variant="default">
        {said.previewOther}
      </MayButton>
    </form>
  );
}
