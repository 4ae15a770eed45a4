/** What is posted of a cause, or of a view of the team. */
import { explainAlert, explainViewAlert } from '../../core/explain/alert.ts';
import { explainSeverity } from '../../core/explain/evidence.ts';
import { exceptionCodes, isExceptionCode } from '../../core/model/exceptions.ts';
import { warehouseName } from '../../core/model/ids.ts';
import { instant, renderInstant } from '../../core/model/instant.ts';
import { warehousePolicy, type Policy } from '../../core/policy/policy.ts';
import type { DueAlert } from '../../store/alerts.ts';

const time = (at: number): string => renderInstant(instant(at));

type Due<Is extends DueAlert['is']> = Extract<DueAlert, { readonly is: Is }>;

export const alertLetter = (
  alert: DueAlert,
  policy: Policy,
  publicUrl: string | null,
) => alert.is === 'cause' ? causeLetter(alert, policy, publicUrl)
  : viewLetter(alert, policy, publicUrl);

/** Times in the sentence are those of the warehouse that it holds the most in. */
const causeLetter = (
  alert: Due<'cause'>,
  policy: Policy,
  publicUrl: string | null,
) => {
  const { id, group, why, at, count, severity, content } = alert;
  const { code, fault, connection, owner, oldestAt, warehouses, before } = content;
  const title = isExceptionCode(code) ? exceptionCodes[code].title : code;
  const [first] = warehouses;
  const place = first === undefined ? null
    : warehousePolicy(policy, warehouseName(first.warehouse));
  return {
    id, kind: 'cause', at: time(at), why,
    sentence: explainAlert(
      { why, title, fault, connection, count, oldestAt, before },
      { timeZone: place?.timeZone ?? 'UTC', now: at }),
    means: explainSeverity(severity),
    cause: { id: group, code, title, fault, connection, owner },
    severity, count, oldestAt: time(oldestAt), warehouses,
    before: before === null ? null : { at: time(before.at), count: before.count },
    link: linkTo(publicUrl, `/exceptions?cause=${encodeURIComponent(group)}`),
  };
};

/** Whoever goes by its number looks at all warehouses: times are those of the first. */
const viewLetter = (
  { id, view, at, count, content }: Due<'view'>,
  { warehouses }: Policy,
  publicUrl: string | null,
) => {
  const { name, page, search, above, before } = content;
  const timeZone = Object.values(warehouses)[0]?.timeZone ?? 'UTC';
  return {
    id, kind: 'view', at: time(at),
    sentence: explainViewAlert({ name, count, above, before }, { timeZone, now: at }),
    view: { id: view, name }, count, above,
    before: before === null ? null : { at: time(before.at), count: before.count },
    link: linkTo(publicUrl, `${page}${search}`),
  };
};

export const testLetter = (
  { id, at, by }: { readonly id: string; readonly at: number; readonly by: string },
  publicUrl: string | null,
) => ({
  id, kind: 'test', at: time(at),
  sentence: `${by} tries whether alerts of Gatepass arrive here. Nothing is wrong.`,
  link: linkTo(publicUrl, '/exceptions'),
});

const linkTo = (publicUrl: string | null, path: string): string | null =>
  publicUrl === null ? null : `${publicUrl.replace(/\/+$/, '')}${path}`;
