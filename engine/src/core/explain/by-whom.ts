import { named } from './words.ts';

/**
 * The name of the key for commands on the machine of Gatepass itself; where several machines share
 * a store, the host's name follows in brackets.
 */
export const machineName = 'this machine';

/** Who did it, inside a sentence. Of a command on the machine itself nobody knows who gave it. */
export const whoDid = (name: string): string =>
  name === machineName || name.startsWith(`${machineName} (`)
    ? 'a command on the machine of Gatepass' : named(name);

/** `Policy version 14 applied by mia.`, as a mark beside a curve. The first one is a beginning. */
export const explainApplied = (version: number, by: string): string => version === 1
  ? 'The first policy came into force.'
  : `Policy version ${String(version)} applied by ${whoDid(by)}.`;
