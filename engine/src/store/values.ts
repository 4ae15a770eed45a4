/**
 * What a column's value becomes in the program. Both sizes of the store read through this one
 * table, so that a statement tried on the embedded size means the same on the outside one.
 *
 * | SQL                              | here                                                |
 * |----------------------------------|-----------------------------------------------------|
 * | smallint, integer, real, double  | number                                              |
 * | bigint (and `count(*)`)          | number when safe, else bigint                       |
 * | boolean                          | boolean                                             |
 * | json, jsonb                      | the parsed value                                    |
 * | timestamptz                      | Date                                                |
 * | bytea                            | Uint8Array                                          |
 * | numeric, date, timestamp, others | the text PostgreSQL prints (dates in ISO order)     |
 *
 * Arrays hold the same values. Type numbers are those of PostgreSQL's `pg_type.dat`, where they
 * have never changed.
 */
export type ReadValue = (text: string) => unknown;

const readBigint: ReadValue = (text) => {
  const whole = BigInt(text);
  const near = Number(whole);
  return Number.isSafeInteger(near) ? near : whole;
};

// Every session runs in UTC, so the text always ends in +00 and carries at most microseconds,
// of which Date keeps the milliseconds. `infinity` has no instant and no place in our tables.
const readInstant: ReadValue = (text) => {
  const read = new Date(text.replace(' ', 'T').replace(/\+00$/, 'Z'));
  if (Number.isNaN(read.getTime())) throw new Error(`not an instant that we can hold: ${text}`);
  return read;
};

const readBytes: ReadValue = (text) => new Uint8Array(Buffer.from(text.slice(2), 'hex'));

const asIs: ReadValue = (text) => text;

/** Reading by type number; a type that is not named here stays text. */
export const readers: { readonly [type: number]: ReadValue } = {
  16: (text) => text === 't',
  17: readBytes,
  20: readBigint,
  21: Number,
  23: Number,
  26: Number,
  114: (text) => JSON.parse(text),
  700: Number,
  701: Number,
  1082: asIs,
  1114: asIs,
  1184: readInstant,
  1186: asIs,
  1700: asIs,
  3802: (text) => JSON.parse(text),
};

/** Array types by number, with the type of their elements. */
export const elementTypes: { readonly [arrayType: number]: number } = {
  1000: 16,
  1001: 17,
  1003: 19,
  1005: 21,
  1007: 23,
  1009: 25,
  1014: 1042,
  1015: 1043,
  1016: 20,
  1021: 700,
  1022: 701,
  1028: 26,
  1115: 1114,
  1182: 1082,
  1185: 1184,
  1187: 1186,
  1231: 1700,
  199: 114,
  2951: 2950,
  3807: 3802,
};
