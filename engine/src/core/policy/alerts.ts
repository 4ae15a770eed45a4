/** Who is told of causes, and of which. */
import type { Severity } from '../model/exceptions.ts';
import {
  list, members, optional, problemAt, required, text, type Place, type Problem,
} from './reading.ts';
import type { Policy } from './policy.ts';

export type AlertPolicy = {
  /** Where a signed message is posted to. May hold `${NAME}`, like the secret. */
  readonly url: string;
  readonly secret: string;
  /** Only causes that are as grave as this, or graver. */
  readonly from: Severity;
  /** Only what causes hold in these; absent: in all. */
  readonly warehouses?: readonly string[];
};

/** From here on somebody outside waits, or goes by what is not true. */
const usually: Severity = 3;

export const alertPolicy = (place: Place): AlertPolicy | null => {
  const m = members(place, ['url', 'secret', 'from', 'warehouses']);
  const url = required(place, 'url', m.get('url'), text);
  const secret = required(place, 'secret', m.get('secret'), text);
  const from = optional(m.get('from'), severity, usually);
  const warehouses = optional<readonly string[] | null>(m.get('warehouses'), someNames, null);
  if (url === null || secret === null) return null;
  return { url, secret, from, ...(warehouses === null ? {} : { warehouses }) };
};

const severity = (place: Place): Severity | null =>
  ([1, 2, 3, 4, 5] as const).find((one) => one === place.value) ??
  problemAt(place, 'must be a severity from 1, the gravest, to 5');

const someNames = (place: Place): readonly string[] | null => {
  const names = list(text)(place);
  return names !== null && names.length === 0
    ? problemAt(place, 'must name a warehouse; left out, all are meant') : names;
};

/** A warehouse that nobody has would never be told of. */
export const unknownPlacesOfAlerts = ({ alerts = {}, warehouses }: Policy): readonly Problem[] =>
  Object.entries(alerts).flatMap(([name, one]) =>
    (one.warehouses ?? []).flatMap((warehouse, index) =>
      Object.hasOwn(warehouses, warehouse) ? [] : [{
        path: `alerts.${name}.warehouses[${String(index)}]`,
        problem: `names the warehouse ${warehouse}, which is not in the file`,
      }]));
