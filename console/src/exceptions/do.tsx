/** What may be done for a cause or for marked orders. Each makes a plan; nothing is done yet. */
import { useState } from 'react';
import type { CauseDetail, ExceptionItem, PlanWish } from '../api/causes.ts';
import { faultsOf } from '../api/client.ts';
import { Ask, Why, type Filled } from '../ask/ask.tsx';
import { Until, untilTyped } from '../ask/until.tsx';
import { DeedTrouble } from '../frame/deed-trouble.tsx';
import { MayButton, WhyNot } from '../may/may-button.tsx';
import { useZone } from '../time/zone.tsx';
import { words } from '../words/words.ts';
import { usePlan } from './use-plan.ts';

const said = words.exceptions;

type Ruling = NonNullable<PlanWish['ruling']>;

type Deed = {
  readonly key: string;
  readonly words: string;
  readonly wish: Pick<PlanWish, 'kind' | 'ruling'>;
  /** A person answers for it by name, so a reason is asked for. */
  readonly asksWhy: boolean;
};

type DoProps = {
  readonly cause: CauseDetail;
  readonly warehouse: string | undefined;
  readonly marked: ReadonlySet<string>;
  /** What may be ruled on the first of them may be on all. */
  readonly example: ExceptionItem | undefined;
};

export function Do({ cause, warehouse, marked, example }: DoProps) {
  const zone = useZone();
  const make = usePlan();
  const [asked, setAsked] = useState<Deed | null>(null);
  const [isEmpty, setEmpty] = useState(false);

  function plan({ wish }: Deed, why: string, until: string | null = null) {
    make.mutate({
      ...wish, why, ...(until === null ? {} : { until }),
      exceptions: {
        group: cause.id, ...(warehouse === undefined ? {} : { warehouse }),
        ...(marked.size === 0 ? {} : { ids: [...marked] }),
      },
    });
  }

  function press(deed: Deed) {
    setEmpty(false);
    if (deed.asksWhy) setAsked(asked?.key === deed.key ? null : deed);
    else plan(deed, said.defaultWhy(`${cause.title}, ${cause.fault}`));
  }

  const problemOf = (path: string) =>
    faultsOf(make.error).find((one) => one.path === path)?.problem ?? null;

  function say(filled: Filled) {
    const why = filled('why');
    setEmpty(why === '');
    if (why !== '' && asked !== null) plan(asked, why, untilTyped(filled('until'), zone));
  }

  return (
    <section className="panel stack" aria-labelledby="do-title">
      <h3 id="do-title">
        {said.doTitle}{' '}
        <span className="quiet" data-unlisted="list-is-here">
          {marked.size > 0 ? said.doMarked(marked.size) : said.doFor(cause.orders)}
        </span>
      </h3>
      <p className="quiet">{said.doMeans}</p>
      <WhyNot right="fix-many" id="why-not-do" />
      <div className="row">
        {deedsFor(example).map((deed) => (
          <MayButton
            key={deed.key} right="fix-many" reason="why-not-do" variant="default"
            loading={make.isPending}
            {...(deed.asksWhy ? { 'aria-expanded': asked?.key === deed.key } : {})}
            onClick={() => press(deed)}
          >
            {deed.words}
          </MayButton>
        ))}
      </div>
      {asked === null ? null : (
        <Ask
          key={asked.key} title={asked.words} button={said.previewPlan} isBusy={make.isPending}
          onSay={say} onBack={() => setAsked(null)}
        >
          <Why isEmpty={isEmpty} />
          {asked.wish.kind !== 'hold' ? null
            : <Until zone={zone} problem={problemOf('until')} />}
        </Ask>
      )}
      {make.isError ? (
        <DeedTrouble error={make.error} look="plans" onClose={() => make.reset()} />
      ) : null}
    </section>
  );
}

const rulings: readonly Ruling[] = [
  'ship-short', 'address-confirmed', 'weight-confirmed', 'release-again', 'accept-new-series',
  'change-adopted', 'told-by-hand', 'seen-leaving', 'close',
];

/** The engine offers rulings by their words; the page knows none of the rules behind them. */
function deedsFor(example: ExceptionItem | undefined): readonly Deed[] {
  const offered = example?.actions ?? [];
  const isOffered = (action: string) => offered.some((one) => one.action === action);
  return [
    ...(isOffered('tell-again') ? [plain('tell-again')] : [plain('retry')]),
    ...rulings.flatMap((ruling): Deed[] => {
      const found = offered.find((one) => one.action === ruling);
      return found === undefined ? [] : [{
        key: ruling, words: said.ruling(found.words), wish: { kind: 'ruling', ruling },
        asksWhy: true,
      }];
    }),
    { key: 'hold', words: said.does.hold, wish: { kind: 'hold' }, asksWhy: true },
    plain('release'),
  ];
}

const plain = (kind: 'retry' | 'tell-again' | 'release'): Deed =>
  ({ key: kind, words: said.does[kind], wish: { kind }, asksWhy: false });
