/** What a pressed key asks for. Pure, so that every key can be tried without a browser. */

export type KeyFacts = {
  readonly key: string;
  readonly hasModifier: boolean;
  /** The caret stands in a field: letters belong to it. */
  readonly isTyping: boolean;
  /** A window lies over the page: its keys come first. */
  readonly isCovered: boolean;
  /** `g` was pressed right before. */
  readonly isAfterGo: boolean;
  readonly areSingleKeysOn: boolean;
};

export type KeyMeaning =
  | 'nothing' | 'find' | 'help' | 'go' | 'orders' | 'next-row' | 'previous-row' | 'leave-field';

export function meaningOfKey(facts: KeyFacts): KeyMeaning {
  if (facts.hasModifier || facts.isCovered) return 'nothing';
  if (facts.isTyping) return facts.key === 'Escape' ? 'leave-field' : 'nothing';
  if (!facts.areSingleKeysOn) return 'nothing';
  if (facts.isAfterGo) return facts.key === 'o' ? 'orders' : 'nothing';
  return plainKeys.get(facts.key) ?? 'nothing';
}

const plainKeys: ReadonlyMap<string, KeyMeaning> = new Map([
  ['/', 'find'], ['?', 'help'], ['g', 'go'], ['j', 'next-row'], ['k', 'previous-row'],
]);
