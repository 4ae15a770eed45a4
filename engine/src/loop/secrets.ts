import { UnreadableSecret } from '../store/sealing.ts';

const placeholder = /\$\{([A-Z][A-Z0-9_]{0,99})\}/g;

/** The names of all `${NAME}` in a document. */
export const placeholdersIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') {
    return [...value.matchAll(placeholder)].flatMap((match) => match[1] ?? []);
  }
  if (typeof value !== 'object' || value === null) return [];
  return [...new Set(Object.values(value).flatMap(placeholdersIn))];
};

/** Puts values in the place of `${NAME}`; names that nobody gave a value for are listed. */
export const fillIn = (
  settings: Readonly<Record<string, unknown>>,
  valueOf: (name: string) => string | null,
): {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly missing: readonly string[];
} => {
  const missing = new Set<string>();
  const fill = (value: unknown): unknown => {
    if (typeof value === 'string') {
      return value.replaceAll(placeholder, (whole, name: string) => {
        const found = valueOf(name);
        if (found === null) missing.add(name);
        return found ?? whole;
      });
    }
    if (Array.isArray(value)) return value.map(fill);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fill(one)]));
  };
  const filled = Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [key, fill(value)]));
  return { settings: filled, missing: [...missing] };
};

/** The value of a sealed secret; null when it was sealed with another key, so is lost to us. */
export const readSealed = (unseal: (sealed: string) => string, sealed: string): string | null => {
  try {
    return unseal(sealed);
  } catch (refusal) {
    if (refusal instanceof UnreadableSecret) return null;
    throw refusal;
  }
};
