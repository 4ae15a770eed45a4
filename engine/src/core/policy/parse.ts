import { channelName, connectionName } from '../model/ids.ts';
import { parseInstant, type Instant } from '../model/instant.ts';
import { confirmations } from '../model/shipstation.ts';
import { alertPolicy, unknownPlacesOfAlerts } from './alerts.ts';
import { parseCollection, parseTimeZone } from './calendar.ts';
import { commonLimits, defaultLimits, namedLimits, type Limits } from './limits.ts';
import { lookBounds, type Looks } from './looks.ts';
import { refusedNotices } from './notices.ts';
import { ownersIn } from './owners.ts';
import {
  defaultSafeguards,
  type CarrierMapping,
  type ChannelPolicy,
  type ConnectionPolicy,
  type Policy,
  type Safeguards,
  type ServiceMapping,
  type WarehousePolicy,
} from './policy.ts';
import {
  byName, duration, list, members, oneOf, optional, problemAt, required, text, wholeNumber,
  type Place, type Problem,
} from './reading.ts';

export type ParsedPolicy =
  | { readonly is: 'policy'; readonly policy: Policy }
  | { readonly is: 'refused'; readonly problems: readonly Problem[] };

/**
 * Reads a policy document (the parsed YAML or JSON of a policy file) into a policy of the given
 * version, or names everything that is wrong with it by path. It never throws on data.
 */
export const parsePolicy = (document: unknown, version: number): ParsedPolicy => {
  const problems: Problem[] = [];
  const root: Place = { value: document, path: '', problems };
  const sections = members(root, [
    'connections', 'warehouses', 'channels', 'mappings', 'limits', 'safeguards', 'alerts',
    'owners',
  ]);
  const mappings = sections.get('mappings');
  const within = mappings === undefined ? null : members(mappings, ['services', 'carriers']);
  const policy: Policy = {
    version,
    connections: optional(sections.get('connections'), byName(connection), {}),
    warehouses: optional(sections.get('warehouses'), byName(warehouse), {}),
    channels: optional(sections.get('channels'), byName(channel), {}),
    mappings: {
      services: optional(within?.get('services'), list(serviceMapping), []),
      carriers: optional(within?.get('carriers'), list(carrierMapping), []),
    },
    limits: optional(sections.get('limits'), commonLimits, defaultLimits),
    safeguards: optional(sections.get('safeguards'), safeguards, defaultSafeguards),
    ...alertsIn(sections.get('alerts')),
    ...ownersIn(sections.get('owners')),
  };
  problems.push(
    ...unknownNames(policy), ...repeated(policy), ...refusedNotices(policy),
    ...unknownPlacesOfAlerts(policy));
  return problems.length === 0 ? { is: 'policy', policy } : { is: 'refused', problems };
};

/** Left out where nobody is told, so that policies read as they always did. */
const alertsIn = (place: Place | undefined): Pick<Policy, 'alerts'> => {
  const alerts = optional(place, byName(alertPolicy), {});
  return Object.keys(alerts).length === 0 ? {} : { alerts };
};

const connection = (place: Place): ConnectionPolicy | null => {
  const m = members(place, ['connector', 'settings', 'mode', 'looks']);
  const connector = required(place, 'connector', m.get('connector'), text);
  const settings = m.get('settings');
  const given = settings === undefined ? new Map<string, Place>() : members(settings, 'any');
  const mode = optional(m.get('mode'), oneOf('live', 'shadow'), 'live');
  const looks = optional<Looks>(m.get('looks'), byName(lookBounds), {});
  if (connector === null) return null;
  return {
    connector,
    settings: Object.fromEntries([...given].map(([key, member]) => [key, member.value])),
    mode,
    // Left out where it is not said, so that policies read as they always did.
    ...(Object.keys(looks).length === 0 ? {} : { looks }),
  };
};

const warehouse = (place: Place): WarehousePolicy | null => {
  const m = members(place, [
    'connection', 'theirName', 'shipstation', 'shipFromWarehouseId', 'timeZone', 'gate', 'labels',
    'parcels', 'lostLabel', 'shortPick',
    'shortAfterLabel', 'country', 'placeholderWeightsGrams', 'startLine', 'collections',
    'limits',
  ]);
  const itsConnection = required(place, 'connection', m.get('connection'), text);
  const shipstation = required(place, 'shipstation', m.get('shipstation'), text);
  const timeZone = required(place, 'timeZone', m.get('timeZone'), parseTimeZone);
  const rest = {
    shipFromWarehouseId: optional<number | null>(m.get('shipFromWarehouseId'), wholeNumber, null),
    gate: optional(m.get('gate'), oneOf('allocated', 'picked', 'packed'), 'packed'),
    labels: optional(m.get('labels'), oneOf('desk', 'gatepass', 'on-demand'), 'desk'),
    parcels: optional(m.get('parcels'), oneOf('together', 'each'), 'together'),
    lostLabel: optional(m.get('lostLabel'), oneOf('adopt', 'void'), 'adopt'),
    shortPick: optional(
      m.get('shortPick'), oneOf('hold', 'ship-short', 'cancel-short'), 'hold'),
    shortAfterLabel: optional(m.get('shortAfterLabel'), oneOf('ask', 'void'), 'ask'),
    country: optional<string | null>(m.get('country'), countryCode, null),
    placeholderWeightsGrams: optional(
      m.get('placeholderWeightsGrams'), list(wholeNumber), []),
    startLine: optional<Instant | null>(m.get('startLine'), instantText, null),
    collections: optional(m.get('collections'), list(parseCollection), []),
    ...ownLimitsIn(m.get('limits')),
    ...theirNameIn(m.get('theirName')),
  };
  const parcels = m.get('parcels');
  if (rest.parcels === 'each' && rest.labels === 'desk' && parcels !== undefined) {
    problemAt(parcels, 'needs labels: gatepass or on-demand; a desk is given whole consignments');
  }
  if (itsConnection === null || shipstation === null || timeZone === null) return null;
  return {
    connection: connectionName(itsConnection),
    shipstation: connectionName(shipstation),
    timeZone,
    ...rest,
  };
};

/** Left out where it has none of its own. */
const ownLimitsIn = (place: Place | undefined): Pick<WarehousePolicy, 'limits'> => {
  const limits = optional<Partial<Limits>>(place, namedLimits, {});
  return Object.keys(limits).length === 0 ? {} : { limits };
};

/** Left out where it is not said, so that policies read as they always did. */
const theirNameIn = (place: Place | undefined): { readonly theirName?: string } => {
  const name = optional<string | null>(place, text, null);
  return name === null ? {} : { theirName: name };
};

const channel = (place: Place): ChannelPolicy | null => {
  const m = members(place, [
    'connection', 'theirName', 'enters', 'storeId', 'toldBy', 'toldWhen',
  ]);
  const itsConnection = required(place, 'connection', m.get('connection'), text);
  const rest = {
    enters: optional(m.get('enters'), oneOf('gatepass', 'channel', 'custom-store'), 'gatepass'),
    storeId: optional<number | null>(m.get('storeId'), wholeNumber, null),
    toldBy: optional(
      m.get('toldBy'), oneOf('shipstation', 'gatepass', 'warehouse', 'nobody'), 'gatepass'),
    toldWhen: optional(m.get('toldWhen'), oneOf('dispatched', 'label'), 'dispatched'),
    ...theirNameIn(m.get('theirName')),
  };
  return itsConnection === null ? null : { connection: connectionName(itsConnection), ...rest };
};

const serviceMapping = (place: Place): ServiceMapping | null => {
  const m = members(
    place, ['says', 'carrier', 'service', 'package', 'confirmation', 'leave', 'expect']);
  const says = required(place, 'says', m.get('says'), text);
  if (m.has('leave')) {
    optional(m.get('leave'), oneOf('shipstation'), 'shipstation');
    for (const clash of ['carrier', 'service', 'package', 'confirmation']) {
      const member = m.get(clash);
      if (member) problemAt(member, 'cannot stand beside leave: ShipStation chooses');
    }
    const expect = optional(m.get('expect'), list(text), []);
    return says === null ? null : { says, is: 'left-to-shipstation', expect };
  }
  const carrier = required(place, 'carrier', m.get('carrier'), text);
  const service = required(place, 'service', m.get('service'), text);
  const itsPackage = optional<string | null>(m.get('package'), text, null);
  const confirmation = m.get('confirmation');
  const given = confirmation === undefined ? null : oneOf(...confirmations)(confirmation);
  const expect = m.get('expect');
  if (expect) problemAt(expect, 'belongs to leave: shipstation; a mapped service is expected');
  if (says === null || carrier === null || service === null) return null;
  return {
    says, is: 'mapped', carrier, service, package: itsPackage,
    ...(given === null ? {} : { confirmation: given }),
  };
};

const carrierMapping = (place: Place): CarrierMapping | null => {
  const m = members(place, ['shipstation', 'warehouse', 'channels']);
  const shipstation = required(place, 'shipstation', m.get('shipstation'), text);
  const itsWarehouse = required(place, 'warehouse', m.get('warehouse'), text);
  const channels = optional(m.get('channels'), byName(text), {});
  if (shipstation === null || itsWarehouse === null) return null;
  return { shipstation, warehouse: itsWarehouse, channels };
};

const safeguards = (place: Place): Safeguards => {
  const m = members(place, Object.keys(defaultSafeguards));
  const of = (name: 'voids' | 'withdrawals' | 'withdrawalsPercent'): number =>
    optional(m.get(name), wholeNumber, defaultSafeguards[name]);
  return {
    voids: of('voids'),
    withdrawals: of('withdrawals'),
    withdrawalsPercent: of('withdrawalsPercent'),
    freshness: optional(m.get('freshness'), duration, defaultSafeguards.freshness),
  };
};

const countryCode = (place: Place): string | null =>
  typeof place.value === 'string' && /^[A-Z]{2}$/.test(place.value)
    ? place.value : problemAt(place, 'must be a country in two capital letters, such as GB');

const instantText = (place: Place): Instant | null =>
  (typeof place.value === 'string' ? parseInstant(place.value) : null) ??
  problemAt(place, 'must be an instant with its zone, such as 2026-11-22T18:00:00Z');

/** A name that nothing in the file carries would make an order wait for nobody. */
const unknownNames = (policy: Policy): readonly Problem[] => {
  const problems: Problem[] = [];
  const check = (path: string, name: string): void => {
    if (!Object.hasOwn(policy.connections, name)) {
      problems.push({ path, problem: `names the connection ${name}, which is not in the file` });
    }
  };
  for (const [name, one] of Object.entries(policy.warehouses)) {
    check(`warehouses.${name}.connection`, one.connection);
    check(`warehouses.${name}.shipstation`, one.shipstation);
  }
  for (const [name, one] of Object.entries(policy.channels)) {
    check(`channels.${name}.connection`, one.connection);
  }
  policy.mappings.carriers.forEach((mapping, index) => {
    for (const name of Object.keys(mapping.channels)) {
      if (!Object.hasOwn(policy.channels, channelName(name))) {
        problems.push({
          path: `mappings.carriers[${String(index)}].channels.${name}`,
          problem: `names the channel ${name}, which is not in the file`,
        });
      }
    }
  });
  return problems;
};

/** Two rows for one word would leave the choice to their order in the file. */
const repeated = (policy: Policy): readonly Problem[] => {
  const twice = (path: string, words: readonly string[]): Problem[] =>
    words.flatMap((word, index) =>
      words.indexOf(word) < index
        ? [{ path: `${path}[${String(index)}]`, problem: `repeats ${word} of a row above` }]
        : [],
    );
  return [
    ...twice('mappings.services', policy.mappings.services.map((one) => one.says)),
    ...twice('mappings.carriers', policy.mappings.carriers.map((one) => one.shipstation)),
  ];
};
