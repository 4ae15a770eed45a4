/** What a pressed key asks for. Pure, so that every key can be tried without a browser. */

export type KeyFacts = {
  readonly key: string;
  readonly hasModifier: boolean;
  /** Ctrl, or the command key of a Mac, and no other modifier. */
  readonly isCommand: boolean;
  /** The caret stands in a field: letters belong to it. */
  readonly isTyping: boolean;
  /** A window lies over the page: its keys come first. */
  readonly isCovered: boolean;
  /** `g` was pressed right before. */
  readonly isAfterGo: boolean;
  readonly areSingleKeysOn: boolean;
};

export type KeyMeaning =
  | 'nothing' | 'palette' | 'find' | 'help' | 'go' | 'next-row' | 'previous-row' | 'mark-row'
  | 'leave-field'
  | GoesTo | Pressed;

/** Controls of a page that a single key presses: acknowledge, put off. */
export type Pressed = 'a' | 'h';

/** The pages that `g` and a second letter go to. */
export type GoesTo = 'flow' | 'exceptions' | 'orders' | 'plans' | 'connections';

export function meaningOfKey(facts: KeyFacts): KeyMeaning {
  if (facts.isCovered) return 'nothing';
  // No letter to be typed and no single key: it works in a field, and when those are off.
  if (facts.isCommand && facts.key.toLowerCase() === 'k') return 'palette';
  if (facts.hasModifier) return 'nothing';
  if (facts.isTyping) return facts.key === 'Escape' ? 'leave-field' : 'nothing';
  if (!facts.areSingleKeysOn) return 'nothing';
  if (facts.isAfterGo) return goKeys.get(facts.key) ?? 'nothing';
  return plainKeys.get(facts.key) ?? 'nothing';
}

const goKeys: ReadonlyMap<string, GoesTo> = new Map([
  ['f', 'flow'], ['e', 'exceptions'], ['o', 'orders'], ['p', 'plans'], ['c', 'connections'],
]);

const plainKeys: ReadonlyMap<string, KeyMeaning> = new Map([
  ['/', 'find'], ['?', 'help'], ['g', 'go'], ['j', 'next-row'], ['k', 'previous-row'],
  ['x', 'mark-row'], ['a', 'a'], ['h', 'h'],
]);
