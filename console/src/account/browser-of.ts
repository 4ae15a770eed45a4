const browsers = [
  ['Edg/', 'Edge'], ['OPR/', 'Opera'], ['Firefox/', 'Firefox'], ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const;
const systems = [
  ['Android', 'Android'], ['iPhone', 'iPhone'], ['iPad', 'iPad'], ['Windows', 'Windows'],
  ['Mac OS', 'macOS'], ['CrOS', 'ChromeOS'], ['Linux', 'Linux'],
] as const;

/** "Firefox, Linux", from what a browser calls itself; the whole where it is none of the known. */
export function browserOf(agent: string | null): string | null {
  if (agent === null || agent === '') return null;
  // Order counts: most of them also carry the names of others.
  const browser = browsers.find(([sign]) => agent.includes(sign))?.[1];
  const system = systems.find(([sign]) => agent.includes(sign))?.[1];
  const known = [browser, system].filter((part) => part !== undefined);
  return known.length === 0 ? agent.slice(0, 40) : known.join(', ');
}
