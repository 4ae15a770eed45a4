/** The policy that a page of the documentation shows, so that it is tried as it stands there. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** The first block of YAML on the page that is a whole policy. */
export const policyShownIn = (page: string): unknown => {
  const text = readFileSync(new URL(`../../docs/${page}`, import.meta.url), 'utf8');
  const shown = /^```yaml\n(connections:[^`]+)^```$/m.exec(text)?.[1];
  if (shown === undefined) throw new Error(`${page} shows no policy`);
  return parse(shown);
};
