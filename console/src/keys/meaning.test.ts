import { describe, expect, it } from 'vitest';
import { meaningOfKey, type KeyFacts } from './meaning.ts';

const pressed = (key: string, facts: Partial<KeyFacts> = {}) => meaningOfKey({
  key, hasModifier: false, isCommand: false, isTyping: false, isCovered: false, isAfterGo: false,
  areSingleKeysOn: true, ...facts,
});

describe('a pressed key', () => {
  it.each([
    ['/', 'find'], ['?', 'help'], ['g', 'go'], ['j', 'next-row'], ['k', 'previous-row'],
    ['a', 'a'], ['h', 'h'],
    ['o', 'nothing'], ['Enter', 'nothing'],
  ])('%s asks for %s', (key, meaning) => expect(pressed(key)).toBe(meaning));

  it.each([['f', 'flow'], ['e', 'exceptions'], ['o', 'orders'], ['c', 'connections']])(
    'g %s goes to %s',
    (key, page) => expect(pressed(key, { isAfterGo: true })).toBe(page),
  );

  it('that is no page, after g, does nothing', () => {
    expect(pressed('j', { isAfterGo: true })).toBe('nothing');
  });

  it('belongs to the field while one types; Escape leaves it', () => {
    expect(pressed('/', { isTyping: true })).toBe('nothing');
    expect(pressed('Escape', { isTyping: true })).toBe('leave-field');
  });

  it('k with Ctrl opens the palette, in a field and without single keys too', () => {
    const withCtrl = { hasModifier: true, isCommand: true };
    expect(pressed('k', { ...withCtrl, isTyping: true })).toBe('palette');
    expect(pressed('K', { ...withCtrl, areSingleKeysOn: false })).toBe('palette');
    expect(pressed('k', { ...withCtrl, isCovered: true })).toBe('nothing');
    expect(pressed('j', withCtrl)).toBe('nothing');
  });

  it('means nothing when single keys are off, with Ctrl, or under a window', () => {
    expect(pressed('j', { areSingleKeysOn: false })).toBe('nothing');
    expect(pressed('k', { hasModifier: true })).toBe('nothing');
    expect(pressed('?', { isCovered: true })).toBe('nothing');
  });
});
