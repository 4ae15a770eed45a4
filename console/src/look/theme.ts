/** Mantine in our colours. Its own placeholder, borders and dimmed text are too pale for us. */
import {
  createTheme, localStorageColorSchemeManager, type CSSVariablesResolver,
} from '@mantine/core';

export const theme = createTheme({
  primaryColor: 'gate',
  primaryShade: { light: 8, dark: 3 },
  autoContrast: true,
  colors: {
    gate: [
      '#eaf3fb', '#d3e5f5', '#a6cbea', '#76afdf', '#4f97d5',
      '#3788cf', '#2a7fcb', '#1d6cb1', '#1d5f9c', '#174f85',
    ],
  },
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif",
  defaultRadius: 'sm',
});

const ours = {
  '--mantine-color-body': 'var(--page)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--quiet)',
  '--mantine-color-placeholder': 'var(--placeholder)',
  '--mantine-color-error': 'var(--problem)',
  '--mantine-color-default': 'var(--panel)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--control)',
  '--mantine-color-default-hover': 'var(--sunk)',
};

export const colours: CSSVariablesResolver = () => ({ variables: {}, light: ours, dark: ours });

/** The same key as public/scheme.js reads before the first paint. */
export const schemeKeeper = localStorageColorSchemeManager({ key: 'gatepass.scheme' });
