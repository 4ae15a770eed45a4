import { expect, test } from 'vitest';
import { readSettings } from '../../contract/settings.ts';
import { settingsShape } from './settings.ts';

const read = (settings: Readonly<Record<string, unknown>>) =>
  readSettings(settingsShape, { folder: '/srv/exchange', ...settings });

test('what a form sends as text means the same as numbers and objects', () => {
  const typed = read({
    steadySeconds: '5', keepDays: '7', statusWords: 'Versandfertig = packed, Pick läuft=picking',
    columns: 'orderNumber = Auftrag\nsku = Artikel',
  });
  expect(typed).toEqual(read({
    steadySeconds: 5, keepDays: 7,
    statusWords: { 'Versandfertig': 'packed', 'Pick läuft': 'picking' },
    columns: { orderNumber: 'Auftrag', sku: 'Artikel' },
  }));
  expect(typed.is).toBe('settings');
});

test.each([
  [{ steadySeconds: 'soon' }, 'steadySeconds'], [{ steadySeconds: '99999' }, 'steadySeconds'],
  [{ columns: 'Auftrag' }, 'columns'], [{ statusWords: 'fertig =' }, 'statusWords'],
  [{ statusWords: 'fertig = done' }, 'statusWords.fertig'],
])('%j is refused where it stands', (settings, path) => {
  const refused = read(settings);
  expect(refused.is === 'refused' ? refused.problems.map((one) => one.path) : refused)
    .toEqual([path]);
});
