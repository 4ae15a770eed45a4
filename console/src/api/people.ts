/** People, sign-in and sessions, as the API has them. */
import type { paths } from '../../../client/src/client.ts';
import { change, read, remove, replace, send, type Answer, type Said } from './client.ts';

export type SignInWays = Answer<'/v1/sign-in'>;
export type PersonView = Answer<'/v1/people'>['items'][number];
export type PersonLink = Said<'/v1/people'>;
export type OwnSession = Answer<'/v1/me/sessions'>['items'][number];
type Ended = Said<'/v1/me/sessions/end'>;

export const personRoles = [
  'lead', 'operator', 'customer-service', 'finance', 'engineer', 'auditor', 'admin',
] as const satisfies readonly PersonView['role'][];

export const lookAtWays = () => read<SignInWays>('/v1/sign-in');

export const signInByPassword = (email: string, password: string) =>
  send('/v1/sign-in/password', { email, password });

export const signInToDemo = (role: PersonView['role']) => send('/v1/sign-in/demo', { role });

/** Where to send the browser; it comes back by itself and goes on to `next`. */
export const beginAtProvider = (next: string) =>
  change<Said<'/v1/sign-in/provider'>>('/v1/sign-in/provider', { next });

export const lookAtSessions = () => read<Answer<'/v1/me/sessions'>>('/v1/me/sessions');

export const endOwnSession = (id: string) => change<Ended>(`/v1/me/sessions/${id}/end`, null);

export const endOtherSessions = () => change<Ended>('/v1/me/sessions/end', null);

export const choosePassword = (body: { next: string; current: string | null }) =>
  change<Ended>('/v1/me/password', body);

export type ProviderView = Answer<'/v1/sign-in-provider'>;
export type ProviderWish =
  paths['/v1/sign-in-provider']['put']['requestBody']['content']['application/json'];

export const lookAtProvider = () => read<ProviderView>('/v1/sign-in-provider');

/** It is asked who it is before anything is stored. */
export const setProvider = (wish: ProviderWish) =>
  replace<ProviderView>('/v1/sign-in-provider', wish);

export const forgetProvider = () => remove<ProviderView>('/v1/sign-in-provider');

export const lookAtPeople = () => read<Answer<'/v1/people'>>('/v1/people');

export const invitePerson = (body: { name: string; email: string; role: PersonView['role'] }) =>
  change<PersonLink>('/v1/people', body);

export const makeLink = (id: string) => change<PersonLink>(`/v1/people/${id}/link`, null);

export const changeRole = (id: string, role: PersonView['role']) =>
  change<PersonView>(`/v1/people/${id}/role`, { role });

export const changeDetails = (id: string, body: { name: string; email: string }) =>
  change<PersonView>(`/v1/people/${id}/details`, body);

export const deactivatePerson = (id: string) =>
  change<PersonView>(`/v1/people/${id}/deactivate`, null);

export const reactivatePerson = (id: string) =>
  change<PersonView>(`/v1/people/${id}/reactivate`, null);

export const signPersonOut = (id: string) =>
  change<Said<'/v1/people/{id}/sessions/end'>>(`/v1/people/${id}/sessions/end`, null);
