/** What a first look at an account comes to: what is there, what is missing, what to watch. */
import type { ProbeAnswer } from '../../../contract/connector.ts';
import { nothingKnown, type Traits } from '../../../contract/experiment.ts';
import type { Named } from '../../../contract/named.ts';
import type { Survey, SurveyHook, SurveyStore } from '../../../contract/survey.ts';
import { counted, listed, named as name } from '../../../core/explain/words.ts';
import { readKey } from '../../../core/model/ids.ts';
import type { RecentOrder } from './recent.ts';

export type FirstLook = {
  readonly survey: Survey;
  /** The newest orders of the account; null when they could not be looked at. */
  readonly recent: readonly RecentOrder[] | null;
  /** What could not be looked at, and why. */
  readonly unseen: readonly string[];
  /** Rows that could not be read. */
  readonly unreadable: readonly string[];
};

export const firstLook = (
  { survey, recent, unseen, unreadable }: FirstLook,
  named: Named,
  traits: Traits = nothingKnown,
): ProbeAnswer => {
  const missing = [
    ...missingStores(survey, named), ...closedStores(survey, named, traits),
    ...missingPlaces(survey, named), ...missingOffers(survey, named), ...unseen,
  ];
  return {
    isWell: missing.length === 0,
    sentences: [...whatThereIs(survey), ...missing],
    watch: [
      ...oddStores(survey, named), ...unusedCarriers(survey, named),
      ...others(survey.hooks ?? [], named),
      ...broughtByOthers(recent ?? [], survey.stores ?? [], named),
      ...unreadable.map((words) => `Not readable in the account: ${words}.`),
    ],
  };
};

const whatThereIs = ({ stores, shipFrom, carriers }: Survey): readonly string[] => [
  ...(stores === null ? [] : [stores.length === 0
    ? 'The account shows no store.' : `Stores: ${list(stores.map(numbered))}.`]),
  ...(shipFrom === null ? [] : [shipFrom.length === 0
    ? 'The account has no ship-from location.'
    : `Ship-from locations: ${list(shipFrom.map(numbered))}.`]),
  ...(carriers === null || carriers.length === 0 ? []
    : [`Carriers: ${list([...new Set(carriers.map((one) => name(one.code)))])}.`]),
];

const list = (words: readonly string[]): string => listed(words, 300);

const numbered = (one: { readonly id: number; readonly name: string }): string =>
  `${name(one.name)} (${String(one.id)})`;

const missingStores = ({ stores }: Survey, named: Named): readonly string[] =>
  stores === null ? [] : named.stores
    .filter(({ id }) => !stores.some((one) => one.id === id && one.isActive))
    .map(({ id, channel }) =>
      `Orders of ${name(channel)} are to stand in store ${String(id)}, and the account has no ` +
      'such store, or it is switched off. Set the storeId of that channel in the policy.');

/** Found out by an experiment: what is only odd elsewhere cannot work at all in this account. */
const closedStores = (
  { stores }: Survey,
  named: Named,
  traits: Traits,
): readonly string[] =>
  traits['connectedStore'] !== 'refused' ? [] : named.stores.flatMap(({ id, isOursToFill }) => {
    const store = stores?.find((one) => one.id === id);
    return store === undefined || !isOursToFill || store.ordersComeFrom !== 'marketplace' ? [] : [
      'This account was seen to refuse orders by API in the store of a connected channel: ' +
      `Gatepass can bring none into store ${numbered(store)}. Use a store that is filled by hand.`,
    ];
  });

const missingPlaces = ({ shipFrom }: Survey, named: Named): readonly string[] =>
  shipFrom === null ? [] : named.shipFrom
    .filter(({ id }) => !shipFrom.some((one) => one.id === id))
    .map(({ id, warehouse }) =>
      `Parcels of ${name(warehouse)} are to come from location ${String(id)}, and the account ` +
      'has no such ship-from location. Set the shipFromWarehouseId of that warehouse.');

const missingOffers = (survey: Survey, named: Named): readonly string[] => {
  const { carriers } = survey;
  if (carriers === null) return [];
  if (carriers.length === 0) return ['The account has no carrier, so that no label can be made.'];
  const codes = new Set(carriers.map((one) => one.code));
  const wanted = new Set(named.services.map((one) => one.carrier));
  const unknown = [...wanted].filter((code) => !codes.has(code)).map((code) =>
    `The policy names the carrier ${name(code)}, and the account has none with that code.`);
  return [...unknown, ...named.services.flatMap((one) => offerLacks(survey, one))];
};

/** The desk can never choose them; nothing waits for it. */
const unusedCarriers = ({ carriers }: Survey, named: Named): readonly string[] =>
  carriers === null || carriers.length === 0 ? [] : named.carriers
    .filter((code) => !carriers.some((one) => one.code === code))
    .map((code) => `The policy expects labels by ${name(code)}, and the account has no carrier ` +
      'with that code.');

const offerLacks = (
  survey: Survey,
  { says, carrier, service, package: box }: Named['services'][number],
): readonly string[] => {
  const services = survey.services[carrier];
  const boxes = survey.packages[carrier];
  const becomes = `“${name(says)}” of the warehouse becomes it.`;
  return [
    ...(services === undefined || services.some((one) => one.code === service) ? []
      : [`${name(carrier)} offers no service ${name(service)} in this account; ${becomes}`]),
    ...(box === null || boxes === undefined || boxes.some((one) => one.code === box) ? []
      : [`${name(carrier)} offers no package ${name(box)} in this account; ${becomes}`]),
  ];
};

/** The account and the policy disagree on who brings the orders in. */
const oddStores = ({ stores }: Survey, named: Named): readonly string[] =>
  named.stores.flatMap(({ id, channel, isOursToFill }) => {
    const store = stores?.find((one) => one.id === id);
    if (store === undefined) return [];
    if (isOursToFill && store.ordersComeFrom === 'marketplace') {
      const from = name(store.marketplace ?? 'its marketplace');
      return [
        `Store ${numbered(store)} is connected to ${from}` +
        `${store.refreshesByItself ? ' and fetches its orders by itself' : ''}, and the policy ` +
        `says that Gatepass brings in those of ${name(channel)}: they would stand there twice. ` +
        'Use a store that is filled by hand, or set enters: channel.',
      ];
    }
    return isOursToFill || store.ordersComeFrom !== 'hand' ? [] : [
      `Store ${numbered(store)} is filled by hand or by programs, and the policy waits for it to ` +
      `bring in the orders of ${name(channel)} by itself.`,
    ];
  });

/** Another program that is called at every label is most likely a second integration. */
const others = (hooks: readonly SurveyHook[], { connection }: Named): readonly string[] =>
  hooks
    .filter((one) => one.isActive && !(one.name ?? '').startsWith(`Gatepass ${connection}: `))
    .map((one) =>
      `Another program listens to this account: ${name(one.event)} is sent to ` +
      name(URL.parse(one.address)?.host ?? one.address) +
      `${one.name === null ? '' : `, as “${name(one.name)}”`}. Make sure that it changes no ` +
      'order that Gatepass brings in.');

/** Orders without our key in a store that is ours to fill. */
const broughtByOthers = (
  recent: readonly RecentOrder[],
  stores: readonly SurveyStore[],
  named: Named,
): readonly string[] =>
  named.stores.filter((one) => one.isOursToFill).flatMap(({ id }) => {
    const inStore = recent.filter((one) => one.store === id);
    const foreign = inStore.filter(({ key }) => key === null || readKey(key) === null);
    const [newest] = foreign;
    if (newest === undefined) return [];
    const store = stores.find((one) => one.id === id);
    const where = store === undefined ? String(id) : numbered(store);
    return [
      `Of the ${counted(inStore.length, 'newest order', 'newest orders')} in store ${where}, ` +
      `${String(foreign.length)} came from somebody else than Gatepass, the last as ` +
      `${name(newest.number)}: a second program, or people by hand.`,
    ];
  });
