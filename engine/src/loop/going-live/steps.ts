/** First releases go in steps, each opened by a person, or by the rule that a person stated. */
export const steps: readonly { readonly allowed: number | null }[] = [
  { allowed: 10 }, { allowed: 100 }, { allowed: null },
];

/** How many may be released in a step, counted from 1; null for all. */
export const allowedIn = (step: number): number | null => steps[step - 1]?.allowed ?? null;

export const isLastStep = (step: number): boolean => step >= steps.length;
