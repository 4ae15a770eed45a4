/** What can be connected, a first contact with it, and the policy that names it. */
import { change, read, replace, type Answer, type Said } from './client.ts';
import type { paths } from '../../../client/src/client.ts';

export type ConnectorView = Answer<'/v1/connectors'>['items'][number];
export type SettingView = ConnectorView['settings'][number];
export type ConnectorRole = ConnectorView['roles'][number];
export type Probed = Said<'/v1/connectors/{connector}/probe'>;
export type PolicyApplied =
  paths['/v1/policy']['put']['responses'][200]['content']['application/json'];

export type Document = Readonly<Record<string, unknown>>;

export type Survey = Said<'/v1/connections/{name}/survey'>;
export type ServiceProposal = Survey['proposals']['services'][number];
export type CarrierProposal = Survey['proposals']['carriers'][number];

/** Asks the account itself, now: a few calls of its budget. */
export const surveyAccount = (name: string) =>
  change<Survey>(`/v1/connections/${encodeURIComponent(name)}/survey`, null);

export type GoingLive = Extract<Answer<'/v1/plans'>['items'][number], { kind: 'going-live' }>;

export const lookAtGoingLive = () =>
  read<{ readonly items: readonly GoingLive[] }>('/v1/plans?kind=going-live');

/** Nothing changes by it: it counts what would. */
export const draftGoingLive = (warehouse: string) =>
  change<GoingLive>('/v1/plans', { kind: 'going-live', warehouse });

export const lookAtConnectors = () => read<Answer<'/v1/connectors'>>('/v1/connectors');

/** With the secrets as they were typed; nothing of it is stored. */
export const trySettings = (
  connector: string, body: { readonly connection: string; readonly settings: Document },
) => change<Probed>(`/v1/connectors/${encodeURIComponent(connector)}/probe`, body);

export type PolicyWish = {
  readonly document: Document;
  /** By the names that stand in the document as `${NAME}`. */
  readonly secrets: Readonly<Record<string, string>>;
  /** The version that the document was made from. */
  readonly basedOn: number;
};

/** Says what would change, and changes nothing. */
export const tryPolicy = (wish: PolicyWish) =>
  replace<PolicyApplied>('/v1/policy', { ...wish, dryRun: true });

export const applyPolicy = (wish: PolicyWish) => replace<PolicyApplied>('/v1/policy', wish);
