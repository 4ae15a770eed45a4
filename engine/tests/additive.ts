/**
 * Whether a migration only adds: what an older program says to the tables it knows is then still
 * understood, since it names every column that it writes.
 */

/** What in it is no mere addition, as short texts; empty when a program of before goes on well. */
export const notAdditive = (text: string): readonly string[] => {
  const statements = text.replaceAll(/--[^\n]*/g, '').split(';')
    .map((one) => one.trim().replaceAll(/\s+/g, ' ')).filter((one) => one !== '');
  const made = new Set(statements.flatMap((one) =>
    /^create table "?(\w+)"? \(/i.exec(one)?.[1] ?? []));
  return statements.filter((one) => !adds(one, made)).map((one) => one.slice(0, 80));
};

const adds = (statement: string, made: ReadonlySet<string>): boolean => {
  const target = (pattern: RegExp): boolean => {
    const found = pattern.exec(statement)?.[1];
    return found !== undefined && made.has(found);
  };
  if (/^create table "?\w+"? \(/i.test(statement)) return true;
  if (/^create index /i.test(statement)) return true;
  // What the older program writes may be what the new rule forbids: only on tables it knows not.
  if (/^create unique index /i.test(statement)) return target(/ on "?(\w+)"? /i);
  if (/^insert into /i.test(statement)) return target(/^insert into "?(\w+)"?/i);
  const alter = /^alter table "?(\w+)"? (.*)$/i.exec(statement);
  if (alter === null) return false;
  return made.has(alter[1] ?? '') || columnsOf(alter[2] ?? '').every(isNewColumn);
};

/** The commas between columns, not those inside brackets. */
const columnsOf = (changes: string): readonly string[] => changes.split(/,(?![^(]*\))/);

/** A column that a row may leave out. */
const isNewColumn = (change: string): boolean =>
  /^\s*add (column )?(?!constraint\b|primary\b|unique\b|foreign\b|check\b)"?\w+"? /i.test(change) &&
  (!/ not null/i.test(change) || / default /i.test(change)) &&
  !/ (unique|primary key|check)\b/i.test(change);
