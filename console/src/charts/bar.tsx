/** One bar of parts by age. It is drawn beside its numbers, which say the same in words. */
import { numeral } from '../words/counted.ts';
import type { Age } from '../time/durations.ts';

/** `all`: of every age together. */
export type BarAge = Age | 'all';
export type BarPart<A extends BarAge = BarAge> = { readonly age: A; readonly count: number };

type BarProps<A extends BarAge> = {
  readonly parts: readonly BarPart<A>[];
  /** The count that fills the whole width: the same for all bars that stand together. */
  readonly scale: number;
  /** Too thin for words inside. */
  readonly isThin?: boolean;
  /** For the hand on the mouse; the keyboard has the links beside. */
  readonly onPick?: ((age: A) => void) | undefined;
};

/** A part narrower than this has no room for its number. */
const roomForNumber = 0.05;

export function Bar<A extends BarAge>({ parts, scale, isThin = false, onPick }: BarProps<A>) {
  return (
    <div className="bar" aria-hidden="true" data-thin={isThin ? '' : undefined}>
      {parts.filter(({ count }) => count > 0).map(({ age, count }) => (
        <span
          key={age} data-age={age} style={{ width: `${(count / Math.max(scale, 1)) * 100}%` }}
          {...(onPick === undefined ? {} : { 'onClick': () => onPick(age), 'data-picks': '' })}
        >
          {isThin || count / scale < roomForNumber ? null : numeral(count)}
        </span>
      ))}
    </div>
  );
}
