import type { Command } from 'commander';
import { exitCode, type ExitCode } from '../ending.ts';
import type { BulkCall } from './bulk.ts';
import type { ExceptionsCall } from './exceptions.ts';
import type { OrderCall } from './order.ts';

/** What people look into, judge, and do to one order or to many. */
export type DeskCall =
  | ({ readonly is: 'exceptions' } & ExceptionsCall)
  | ({ readonly is: 'order' } & OrderCall)
  | ({ readonly is: 'bulk' } & BulkCall);

type Meanings = Readonly<Record<string, readonly (readonly [ExitCode, string])[]>>;

const general = [
  [exitCode.notUnderstood, 'something that it needs was not said'],
  [exitCode.refused, 'Gatepass refused, in its words; nothing was done'],
  [exitCode.notReached, 'Gatepass cannot be reached'],
  [exitCode.notAllowed, 'the key is not known, or may not do this'],
] as const;

export const deskMeanings: Meanings = {
  exceptions: [
    [exitCode.done, 'done, or listed'], [exitCode.no, 'no such exception or cause'], ...general,
  ],
  order: [[exitCode.done, 'so ruled, or told'], [exitCode.no, 'no such order'], ...general],
  bulk: [
    [exitCode.done, 'planned, told, or done to all that the plan named'],
    [exitCode.no, 'some were left out, or there was nothing to do'], ...general,
  ],
};

type Perform = (call: DeskCall) => Promise<void>;
type Json = { json?: true };

const asJson = ['--json', "print the server's answer as JSON"] as const;

export function addDesk(program: Command, perform: Perform): void {
  program.command('exceptions')
    .description('List what people must look into, by cause; show one; take it on, put it off, ' +
      'or close what no system can prove. What may be done about one is listed with it.')
    .argument('[does]', 'list, show, ack, give, wait or close', 'list')
    .argument('[id]', 'an exception (exc_…) or a cause (grp_…)')
    .option('--each', 'with list: one by one, not by cause')
    .option('--state <state>', 'with list: open, new, acknowledged, waiting, returned or closed')
    .option('--code <code>', 'with list: only this code, such as pick.short')
    .option('--cause <id>', 'with list --each: only those of this cause')
    .option('--severity <number>', 'with list: 1 is the gravest, 5 a nuisance')
    .option('--owner <name>', 'with list: only those of this person or role')
    .option('--why <reason>', 'why; needed to wait and to close')
    .option('--until <time>', 'with wait: such as 2026-11-22T15:00:00Z')
    .option('--to <name>', 'with give: a role, or somebody by name')
    .option(...asJson)
    .action((does: string, id: string | undefined, _options, command: Command) => {
      const given = command.opts<Omit<ExceptionsCall, 'does' | 'id' | 'isJson'> & Json>();
      return perform({
        ...given, is: 'exceptions', does, id: id ?? null, isJson: given.json === true,
      });
    });
  program.command('order')
    .description('Hold an order, let it go, or rule what one of its exceptions offers. ' +
      'Without a word what to do, say what may be done about it.')
    .argument('<order>', 'the number printed on the tote, or an id such as ord_…')
    .argument('[ruling]', 'hold, let-go, sent-otherwise, or what an exception offers')
    .option('--why <reason>', 'why, for those who find it; needed to rule')
    .option('--until <time>', 'with hold: ends by itself then')
    .option('--exception <id>', 'which exception it answers, where several offer the same')
    .option('--consignment <name>', 'which consignment left, where several could have')
    .option('--carrier <carrier>', 'with sent-otherwise: who took it, such as dpd or "Own van"')
    .option('--tracking <number>', 'with sent-otherwise: the number, where the carrier gives one')
    .option('--channel <name>', 'which one, when several channels use the number')
    .option(...asJson)
    .action((order: string, ruling: string | undefined, _options, command: Command) => {
      const given = command.opts<Omit<OrderCall, 'order' | 'ruling' | 'isJson'> & Json>();
      return perform({
        ...given, is: 'order', order, ruling: ruling ?? null, isJson: given.json === true,
      });
    });
  program.command('bulk')
    .description('Do one thing to many: retry, hold, release, tell-again, or a ruling. It prints ' +
      'what would happen to how many, and does it only with --confirm, asking nobody; then ' +
      'watches the job. stop ends a job; what is done stays done.')
    .argument('<does>', 'retry, hold, release, tell-again, ruling, job or stop')
    .argument('[id]', 'with job and stop: the job')
    .option('--cause <id>', 'the exceptions of this cause')
    .option('--code <code>', 'the exceptions of this code')
    .option('--orders <filter...>', 'orders by parts of GET /v1/orders, such as channel=shop-uk')
    .option('--ruling <kind>', 'with ruling: which one, such as ship-short')
    .option('--why <reason>', 'why, for those who find it')
    .option('--until <time>', 'with hold: ends by itself then')
    .option('--confirm', 'do it at once when the plan leaves nothing out')
    .option('--anyway', 'with --confirm: also when it leaves some out')
    .option('--because <reason>', 'why you alone confirm more than five hundred')
    .option(...asJson)
    .action((does: string, id: string | undefined, _options, command: Command) => {
      const given = command.opts<Omit<BulkCall, 'does' | 'id' | 'isJson'> & Json>();
      return perform({ ...given, is: 'bulk', does, id: id ?? null, isJson: given.json === true });
    });
}
