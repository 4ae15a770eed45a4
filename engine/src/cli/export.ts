import { policyViewShape } from '../api/shapes.ts';
import { demand } from './ask.ts';
import { exitCode, type ExitCode } from './ending.ts';
import { jsonText } from './paper.ts';
import { writePolicyFile } from './policy-file/write.ts';
import type { Server } from './server.ts';
import type { Surroundings } from './surroundings.ts';

export type ExportCall = { readonly isJson: boolean };

/** Prints the policy in force, as a file that `apply` reads back without a change. */
export async function exportPolicy(
  { isJson }: ExportCall, server: Server, surroundings: Surroundings,
): Promise<ExitCode> {
  const { value, document } = await demand(
    server, { method: 'GET', path: '/v1/policy' }, policyViewShape, surroundings);
  surroundings.out(isJson ? jsonText(document) : writePolicyFile(value));
  return exitCode.done;
}
