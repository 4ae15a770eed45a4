/**
 * Whether a fault says that the store cannot work just now, by no fault of what was asked of it:
 * such work is done later. Codes are PostgreSQL's SQLSTATE (appendix A of its manual); words are
 * those of its Node driver, which gives no code when it gives up connecting.
 */
export const isDatabaseAway = (fault: unknown): boolean => {
  const code = typeof fault === 'object' && fault !== null && 'code' in fault
    ? String(fault.code) : '';
  const words = fault instanceof Error ? fault.message : '';
  return awayCodes.has(code) || awayClasses.some((one) => /^[0-9A-Z]{5}$/.test(code) &&
    code.startsWith(one)) || awayWords.some((one) => words.includes(one));
};

/** Connection, resources (memory, disk, connections), intervention of an operator, system. */
const awayClasses = ['08', '53', '57', '58'];

const awayCodes = new Set([
  'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND',
  'EAI_AGAIN',
  // Only reading allowed; idle for too long in a transaction; still colliding after all repeats.
  '25006', '25P03', '40001', '40P01',
]);

const awayWords = [
  'Connection terminated', 'timeout exceeded when trying to connect',
  // Of a connection that broke a moment before: the rollback of a transaction meets this.
  'is not queryable',
];
