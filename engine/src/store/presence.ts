/**
 * Held by every running process for as long as it listens, by as many as want, so that what needs
 * the database to itself can tell whether it has. The number is "gatepass" on a telephone, and one.
 */
export const presenceLock = 42837278;
