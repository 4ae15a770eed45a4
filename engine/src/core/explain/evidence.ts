/** Why a cause is believed to be one, and what a suggestion rests on: each as a plain sentence. */
import type { Attempt } from '../model/dossier.ts';
import type { Severity } from '../model/exceptions.ts';
import type { ServiceMapping } from '../policy/policy.ts';
import type { ServiceSuggestion } from '../policy/suggest-service.ts';
import { whoDid } from './by-whom.ts';
import {
  clock, counted, listed, named, opening, plain, quoted, quotedLast, statusWord,
  type Reader,
} from './words.ts';
import type { WarehouseStatus } from '../model/warehouse.ts';

export type Evidence =
  | {
      readonly is: 'warehouse-said'; readonly at: number; readonly warehouse: string;
      readonly reference: string; readonly revision: number; readonly status: WarehouseStatus;
      /** Its word for the service; null where the cause is about something else. */
      readonly service: string | null;
    }
  | {
      readonly is: 'no-row'; readonly about: 'service' | 'carrier'; readonly says: string;
      readonly version: number; readonly appliedAt: number; readonly appliedBy: string;
    }
  | {
      readonly is: 'they-answered'; readonly at: number; readonly whom: string;
      readonly outcome: NonNullable<Attempt['outcome']>;
    }
  | {
      readonly is: 'label-made'; readonly at: number; readonly trackingNumber: string | null;
      readonly carrier: string; readonly service: string | null; readonly isVoided: boolean;
    }
  | {
      readonly is: 'went-as'; readonly like: string; readonly older: number;
      readonly agreeing: number; readonly mapping: ServiceMapping;
    }
  | {
      /** Among what the carriers of the account offer. */
      readonly is: 'offered'; readonly says: string; readonly name: string;
      readonly older: number; readonly agreeing: number;
    }
  | {
      /** What the warehouse said of parcels that had left. */
      readonly is: 'called-so'; readonly says: string; readonly carrier: string;
      readonly older: number; readonly agreeing: number;
    };

export const explainEvidence = (evidence: Evidence, reader: Reader): string => {
  switch (evidence.is) {
    case 'warehouse-said': {
      const { at, warehouse, reference, revision, status, service } = evidence;
      return `The warehouse ${named(warehouse)} said at ${clock(at, reader)} that consignment ` +
        `${named(reference)} is ${statusWord[status]}` +
        (service === null ? '' : ` and goes by ${quoted(service)}`) +
        ` (revision ${String(revision)}).`;
    }
    case 'no-row': {
      const { about, says, version, appliedAt, appliedBy } = evidence;
      return `Version ${String(version)} of the policy, in force since ` +
        `${clock(appliedAt, reader)} by ${whoDid(appliedBy)}, has no row for the ${about} ` +
        quotedLast(says);
    }
    case 'they-answered': {
      const { at, whom, outcome } = evidence;
      const when = `at ${clock(at, reader)}`;
      switch (outcome.is) {
        case 'refused':
          return `${opening('The system', named(whom))} refused it ${when}: ` +
            quotedLast(outcome.text);
        case 'unknown':
          return `${opening('The system', named(whom))} gave no answer ${when}: ` +
            quotedLast(outcome.text);
        case 'done':
          return `${opening('The system', named(whom))} said yes ${when}.`;
        default:
          return outcome satisfies never;
      }
    }
    case 'label-made': {
      const { at, trackingNumber, carrier, service, isVoided } = evidence;
      return `A label by ${named(carrier)}${service === null ? '' : `, ${named(service)},`} was ` +
        `made at ${clock(at, reader)}` +
        (trackingNumber === null ? '' : ` with the number ${named(trackingNumber)}`) +
        `${isVoided ? ', and voided since' : ''}.`;
    }
    case 'went-as': {
      const { like, older, agreeing, mapping } = evidence;
      return older === 0
        ? `The word ${quoted(like)} is mapped to ${explainMapping(mapping)}; no order with it ` +
          'was labelled lately.'
        : `${String(agreeing)} of ${counted(older, 'older order')} with ${quoted(like)} went as ` +
          `${explainMapping(mapping)}.`;
    }
    case 'offered': {
      const { says, name, older, agreeing } = evidence;
      return older === 0
        ? `The account offers ${quoted(name)}, a name like ${quoted(says)}; no order with that ` +
          'word was labelled lately.'
        : `${String(agreeing)} of ${counted(older, 'labelled order')} with ${quoted(says)} ` +
          `went by ${quotedLast(name)}`;
    }
    case 'called-so': {
      const { says, carrier, older, agreeing } = evidence;
      return older === 0
        ? `The warehouse names ${quoted(says)} when parcels leave, a word like ${named(carrier)}.`
        : `Of ${counted(older, 'parcel')} that left by ${quoted(says)} and had a label, ` +
          `${String(agreeing)} had one of ${named(carrier)}.`;
    }
    default:
      return evidence satisfies never;
  }
};

/** `dpd / dpd_by_12 / package`: ShipStation’s own codes, as they stand in the policy. */
export const explainMapping = (row: ServiceMapping): string =>
  row.is === 'mapped'
    ? [named(row.carrier), named(row.service),
      ...(row.package === null ? [] : [named(row.package)])].join(' / ')
    : `what the desk chooses among ${listed(row.expect.map((one) => named(one)))}`;

/** `Map “DPD-12X” to dpd / dpd_by_12 / package.` */
export const explainSuggestion = ({ mapping }: Pick<ServiceSuggestion, 'mapping'>): string =>
  `Map ${quoted(mapping.says)} to ${explainMapping(mapping)}.`;

/** `Call dpd “DPD” to the warehouse.` */
export const explainCarrierSuggestion = (carrier: string, says: string): string =>
  `Call ${named(carrier)} ${quoted(says)} to the warehouse.`;

/** What hangs on a cause, by its severity: said once for all of its orders. */
export const explainSeverity = (severity: Severity): string => severities[severity];

const severities: Readonly<Record<Severity, string>> = {
  1: 'A parcel would go out wrong, or twice. Keep it in the building until somebody has looked.',
  2: 'They are held: no label is made for them, so they cannot go.',
  3: 'Their labels are made, but somebody has not been told, so others go by what is not true.',
  4: 'The parcels go. Money or a code is not as it should be.',
  5: 'The parcels go. It is worth knowing, and nothing hangs on it today.',
};

/** Who mended it last time, where that is known. */
export const explainLastClosing = (
  { at, by, why, policy }: {
    readonly at: number; readonly by: string | null; readonly why: string | null;
    readonly policy: { readonly version: number; readonly by: string } | null;
  },
  reader: Reader,
): string => {
  const when = clock(at, reader);
  if (by !== null && by !== 'proof') {
    return `${opening('User', named(by))} closed it at ${when}` +
      (why === null ? '.' : `: ${quotedLast(plain(why, 150))}`);
  }
  return policy === null
    ? `It closed at ${when} by proof: nothing was wrong any more.`
    : `It closed at ${when} by proof, after ${whoDid(policy.by)} had applied version ` +
      `${String(policy.version)} of the policy.`;
};
