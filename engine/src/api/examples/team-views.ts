/** Views of lists that are kept for the team. */
import { refused, type Chapter } from './example.ts';

const view = {
  id: 'view_8c1v5b8n3q4k2m9x', page: '/orders', name: 'Late for DPD',
  search: '?age=late%2Cvery-late&carrier=dpd', madeBy: 'mia', madeAt: '2026-11-22T09:12:00Z',
  changedBy: 'mia', changedAt: '2026-11-22T09:12:00Z',
  alert: {
    above: 10, to: 'lead', isNamed: true,
    told: { at: '2026-11-22T13:02:00Z', count: 12, isOver: false },
  },
  mayChange: true,
};
const alert = { above: 10, to: 'lead' };
const parameters = { id: view.id };
const search = '?age=late%2Cvery-late&carrier=dpd&sort=waiting';
const noView = refused(404, 'Not found', 'There is no view of that id.');
const notYours = refused(403, 'Not yours',
  'The view is changed by mia, who made it, or by a lead or an admin.');

export const teamViews: Chapter = {
  'GET /v1/views': {
    operationId: 'listTeamViews',
    description: 'What each shows stands in `search`, as in the address of the console\'s page; ' +
      'its names are those of the query of the list. Where `alert` ' +
      'is set, what it shows is counted every minute.',
    answers: { 200: { items: [view] } },
  },
  'POST /v1/views': {
    operationId: 'keepTeamView',
    description: 'Everybody sees it from then on. Answers all views of the team. With `alert` it ' +
      'is told when it shows more orders than that: once, and again only when it has shown no ' +
      'more than that in between, an hour later at the earliest.',
    body: { page: view.page, name: view.name, search: view.search, alert },
    answers: {
      200: { items: [{ ...view, alert: { ...view.alert, told: null } }] },
      409: refused(409, 'Not now', 'The team has a view of that name on that page. Give yours ' +
        'another name, or change that one.'),
    },
  },
  'PUT /v1/views/:id': {
    operationId: 'changeTeamView',
    description: 'For whoever made it, leads and admins. Its name stays. Where what it ' +
      'shows, the number or the address changes, its alert begins anew.',
    parameters, body: { search, alert },
    answers: {
      200: { items: [{ ...view, search, alert: { ...view.alert, told: null } }] },
      403: notYours, 404: noView,
      409: refused(409, 'Not now', 'The policy names no address for alerts called lead. It names ' +
        'york.'),
    },
  },
  'DELETE /v1/views/:id': {
    operationId: 'removeTeamView',
    description: 'For whoever made it, leads and admins.',
    parameters,
    answers: {
      200: { items: [] }, 403: notYours, 404: noView,
    },
  },
};
