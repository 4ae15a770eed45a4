/**
 * The engine makes its sentences in British English. To an American reader they are shown with
 * American spelling and an American clock. What stands in quotation marks is somebody's own words
 * and stays as it was said.
 */

const spellings: readonly (readonly [British: RegExp, american: string])[] = [
  [/\b((?:un|re-?|over)?label|cancel|travel|model)l(ed|ing)\b/gi, '$1$2'],
  [/\b(cancel|label)l(able|er|ers)\b/gi, '$1$2'],
  [/\b(P)ostcode(s?)\b/g, 'ZIP code$2'],
  [/\bpostcode(s?)\b/g, 'ZIP code$1'],
  [/\bTelephone\b/g, 'Phone'],
  [/\btelephone\b/g, 'phone'],
  [/\b(col|fav|hon|behavi|neighb)our(\w*)\b/gi, '$1or$2'],
  [/\b(kilo|milli|centi)metre(s?)\b/gi, '$1meter$2'],
  [/\b((?:un)?(?:recogn|author|organ|real|minim|summar|apolog)i)s(e|ed|es|ing|ation)\b/gi, '$1z$2'],
  [/\b(cent)re(s?)\b/gi, '$1er$2'],
  [/\b(catalog)ue(s?)\b/gi, '$1$2'],
  [/\b(judg)ement(s?)\b/gi, '$1ment$2'],
  [/\b(gr)ey\b/gi, '$1ay'],
];

const clock = new RegExp(
  // Neither a part of an instant such as 2026-11-22T13:30:04Z nor twelve hours already.
  String.raw`(?<![\w:.-])([01]\d|2[0-3]):([0-5]\d)(:[0-5]\d)?(?![\w:]|[.,]\d| ?[ap]m\b)`
  + String.raw`(?: on (\d{1,2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?: (\d{4}))?)?`,
  'gi',
);

type Clock = [
  whole: string, hour: string, minute: string, second: string | undefined,
  day: string | undefined, month: string | undefined, year: string | undefined,
];

const twelveHours = (...[, hour, minute, second = '', day, month, year]: Clock): string => {
  const half = Number(hour) < 12 ? 'AM' : 'PM';
  const time = `${String(Number(hour) % 12 || 12)}:${minute}${second} ${half}`;
  if (day === undefined || month === undefined) return time;
  return `${time} on ${month} ${day}${year === undefined ? '' : `, ${year}`}`;
};

/** Between “ and ”, the marks included. */
const quotation = /(“[^”]*”)/;

export const americanSentence = (text: string): string =>
  text.split(quotation).map((part, index) => index % 2 === 1 ? part
    : spellings.reduce((said, [british, american]) => said.replaceAll(british, american), part)
      .replaceAll(clock, (...found) => twelveHours(...found.slice(0, 7) as Clock))).join('');

/** What the engine words itself. Names, codes and what people or other systems wrote are not. */
const worded: ReadonlySet<string> = new Set([
  'sentence', 'sentences', 'because', 'title', 'detail', 'means', 'does', 'evidence', 'lastClosed',
  'disagreement', 'watch', 'notReady', 'meaning', 'problem', 'was', 'wouldBe', 'summary',
]);

/** An answer of the API with its sentences in American English, all else as it came. */
export const withAmericanSentences = (answer: unknown, name = ''): unknown => {
  if (typeof answer === 'string') return worded.has(name) ? americanSentence(answer) : answer;
  if (Array.isArray(answer)) return answer.map((one) => withAmericanSentences(one, name));
  if (typeof answer !== 'object' || answer === null) return answer;
  return Object.fromEntries(Object.entries(answer).map(([member, value]) =>
    // What each system says of an order is worded by the engine; a warehouse's word is data.
    [member, member === 'says' && 'system' in answer && typeof value === 'string'
      ? americanSentence(value) : withAmericanSentences(value, member)]));
};
