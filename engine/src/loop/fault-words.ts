/**
 * What is shown and logged of a fault in a connector of ours. What a runtime says of what it
 * tripped over may quote it, and that may be a customer's; a sentence that we wrote does not.
 */

/** For people: our own sentence, else what kind of fault it is, and where. */
export const faultInWords = (fault: unknown): string => {
  if (!(fault instanceof Error)) return 'an unnamed fault';
  if (isOwnSentence(fault)) return fault.message.slice(0, longest);
  const place = framesOf(fault).filter(isOurs).flatMap(placeIn)[0];
  return place === undefined ? kindOf(fault) : `${kindOf(fault)} at ${place}`;
};

/** For the log: the same, and the way to the line that tripped. */
export const faultForLog = (fault: unknown): string =>
  [faultInWords(fault), ...(fault instanceof Error ? framesOf(fault) : [])].join('\n');

const longest = 200;

const kindOf = ({ name }: Error): string => (/^\w{1,60}$/.test(name) ? name : 'Error');

/** A plain error that a line of ours made; a runtime's are of a kind, or bear a code. */
const isOwnSentence = (fault: Error): boolean => {
  const [top = ''] = framesOf(fault);
  return Object.getPrototypeOf(fault) === Error.prototype && !('code' in fault) &&
    fault.message !== '' && isOurs(top);
};

const isOurs = (frame: string): boolean =>
  placeIn(frame).length > 0 && !/node:|node_modules/.test(frame);

/** The folder, file and line; the machine's own path says nothing to anybody else. */
const placeIn = (frame: string): readonly string[] =>
  /([^/\s(]+\/[^/\s(]+:\d+):\d+\)?$/.exec(frame)?.slice(1) ?? [];

/** The stack begins with the message, of one line or of many. */
const framesOf = ({ stack = '', message }: Error): readonly string[] => {
  const at = stack.indexOf(message);
  const after = at < 0 ? stack : stack.slice(at + message.length);
  return after.split('\n').filter((line) => /^\s+at /.test(line));
};
