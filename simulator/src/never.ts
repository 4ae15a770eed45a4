/** Ends a switch that names every case: a case forgotten does not compile. */
export function impossible(value: never): never {
  throw new Error(`No such case: ${JSON.stringify(value)}`);
}
