/** Writes down what is to be told of causes, right behind their counts; posting it is another's. */
import { worthAnAlert } from '../core/decide/worth-an-alert.ts';
import { isExceptionCode, severityOf, type Severity } from '../core/model/exceptions.ts';
import { instant, type Instant } from '../core/model/instant.ts';
import type { AlertPolicy } from '../core/policy/alerts.ts';
import {
  mayJudge, overtakeClosed, readLastTold, readOpenCauses, saveAlerts, toldKey,
  type NewAlert, type OpenCause,
} from '../store/alerts.ts';
import type { Database } from '../store/database.ts';
import { readErrand, saveErrand } from '../store/errands.ts';
import { readPolicy } from '../store/policies.ts';

/** How often causes are looked at, in milliseconds: nobody hears of one sooner by less. */
const judgeEvery = 5_000;

const judged = 'alerts judged';

type Ground = {
  readonly database: Database; readonly now: () => Instant; readonly random: () => string;
};

/** Answers whether there may be more to do at once: never. */
export const keepAlerts = ({ database, now, random }: Ground): Promise<boolean> =>
  database.transaction(async (tx) => {
    const { alerts = {} } = await readPolicy(tx);
    if (Object.keys(alerts).length === 0 || !await mayJudge(tx)) return false;
    const at = now();
    if (Math.abs(at - Number(await readErrand(tx, judged) ?? 0)) < judgeEvery) return false;
    await saveErrand(tx, judged, String(at));
    const causes = await readOpenCauses(tx, at);
    const told = await readLastTold(tx, causes.map((one) => one.id));
    await saveAlerts(tx, causes.flatMap((cause) =>
      Object.entries(alerts).flatMap(([address, wanted]): readonly NewAlert[] => {
        const part = partFor(cause, wanted);
        if (part === null) return [];
        const last = told.get(toldKey(cause.id, address)) ?? null;
        const why = worthAnAlert(last, part, at);
        return why === null ? [] : [{
          id: `alr_${random()}`, address, group: cause.id, why, at, count: part.count,
          severity: part.severity,
          content: {
            code: cause.code, fault: cause.fault, connection: cause.connection,
            owner: cause.owner, oldestAt: part.oldestAt, warehouses: part.warehouses,
            before: last === null ? null : { at: last.at, count: last.count },
          },
        }];
      })));
    await overtakeClosed(tx);
    return false;
  });

/** What an address hears of a cause; null where it wants to hear nothing of it. */
const partFor = (cause: OpenCause, { from, warehouses }: AlertPolicy) => {
  const severity = severityInForce(cause);
  const parts = cause.parts.filter(({ warehouse }) =>
    warehouses === undefined || (warehouse !== null && warehouses.includes(warehouse)));
  if (severity > from || parts.length === 0) return null;
  return {
    severity,
    count: parts.reduce((sum, one) => sum + one.count, 0),
    oldestAt: instant(Math.min(...parts.map((one) => one.oldestAt))),
    backAt: cause.backAt === null ? null : instant(cause.backAt),
    isPutOff: cause.isPutOff,
    warehouses: parts.flatMap(({ warehouse, count }) =>
      warehouse === null ? [] : [{ warehouse, count }]),
  };
};

/** A later version may take a code more seriously than the one that wrote the cause down. */
const severityInForce = ({ code, severity }: OpenCause): Severity =>
  isExceptionCode(code) ? severityOf(code)
    : ([1, 2, 3, 4, 5] as const).find((one) => one === severity) ?? 5;
