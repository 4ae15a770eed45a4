import { goneWithoutShape, leftOutShape, listOf, type LeftOutView } from '../../api/shapes.ts';
import { demand } from '../ask.ts';
import { Ending, exitCode, type ExitCode } from '../ending.ts';
import { jsonText, type Paper } from '../paper.ts';
import type { Server } from '../server.ts';
import type { Surroundings } from '../surroundings.ts';

export type LeftOutCall = {
  readonly connection: string;
  /** Null: all that stand are shown. */
  readonly orderNumber: string | null;
  readonly record: string | null;
  /** Null: nothing is changed. */
  readonly goWithoutBecause: string | null;
  readonly isJson: boolean;
};

/** Shows what keeps orders aside, or lets one go on without its record. */
export async function leftOut(
  call: LeftOutCall, server: Server, surroundings: Surroundings, paper: Paper,
): Promise<ExitCode> {
  const place = `/v1/connections/${encodeURIComponent(call.connection)}/left-out`;
  const { value, document } = await demand(
    server, { method: 'GET', path: place + queryOf(call) }, listOf(leftOutShape), surroundings);
  const rows = value.items.filter(({ orderNumber, record }) =>
    (call.orderNumber === null || orderNumber === call.orderNumber) &&
    (call.record === null || record === call.record));
  if (call.goWithoutBecause === null) {
    if (call.isJson) surroundings.out(jsonText(document));
    else paper.write(...linesOf(call.connection, rows));
    return exitCode.done;
  }
  const { order, record } = theOne(call, rows);
  const gone = await demand(server, {
    method: 'POST', path: `${place}/go-without`,
    body: { order, record, why: call.goWithoutBecause },
  }, goneWithoutShape, surroundings);
  if (call.isJson) surroundings.out(jsonText(gone.document));
  else paper.write(gone.value.sentence);
  return exitCode.done;
}

/** Asked for by its number: of a long list only the oldest are shown. */
function queryOf({ orderNumber }: LeftOutCall): string {
  return orderNumber === null ? '' : `?${new URLSearchParams({ orderNumber }).toString()}`;
}

function linesOf(connection: string, rows: readonly LeftOutView[]): readonly { text: string }[] {
  if (rows.length === 0) return [{ text: `Nothing of ${connection} keeps an order aside.` }];
  return rows.map(({ orderNumber, record, fault, since }) =>
    ({ text: `${orderNumber}, since ${since}: ${record} (${fault})` }));
}

/** Somebody answers for it, so that it must be clear for which. */
function theOne(
  { connection, orderNumber }: LeftOutCall, rows: readonly LeftOutView[],
): LeftOutView {
  const [only, another] = rows;
  if (orderNumber === null) {
    throw new Ending(exitCode.notUnderstood, ['Name the order that is to go on.']);
  }
  if (only === undefined) {
    throw new Ending(exitCode.no, [`Nothing of ${connection} keeps ${orderNumber} aside.`]);
  }
  if (another === undefined) return only;
  throw new Ending(exitCode.notUnderstood, [
    `Several records keep ${only.orderNumber} aside; name one with --record:`,
    ...rows.map(({ record, fault }) => `  ${record} (${fault})`),
  ]);
}
