import { account } from '../model/account.ts';
import { closed } from '../model/parts.ts';
import { fault, type Fault } from './fault.ts';

export const accountFaults: readonly Fault[] = [
  fault('asks for a list row by row', 'survey.every-row', { account: {
    survey: async (call) => {
      await call('GET', '/tags/1');
      return account.survey(call);
    },
  } }),
  fault('gives a list up for one row', 'survey.unreadable', { account: {
    survey: async (call) => {
      const said = await account.survey(call);
      return said.is === 'found' && said.unreadable.length > 0
        ? closed('unreadable', 'a tag is broken') : said;
    },
  } }),
  fault('takes a list that it was refused for an empty one', 'survey.troubles', { account: {
    survey: async (call) => {
      const said = await account.survey(call);
      return said.is === 'found'
        ? said : { is: 'found', found: { list: 'tags', rows: [] }, unreadable: [] };
    },
  } }),
  fault('hooks itself up a second time', 'hooks.as-wanted', { account: {
    keepHooks: async (call, wanted) => {
      await call('POST', '/hooks', JSON.stringify({ address: wanted.address }));
      return { is: 'as-wanted', subscribed: [wanted.address], removed: [] };
    },
  } }),
  fault('clears the account of hooks first', 'hooks.strangers', { account: {
    keepHooks: async (call, wanted) => {
      await call('DELETE', '/hooks/1');
      const made = await call('POST', '/hooks', JSON.stringify({ address: wanted.address }));
      return made.is === 'json' ? { is: 'as-wanted', subscribed: [wanted.address], removed: [] }
        : { is: 'unfinished', sentences: [made.text] };
    },
  } }),
  fault('takes its word for it that hooks stand', 'hooks.troubles', { account: {
    keepHooks: async (call, wanted, parts) => {
      const kept = await account.keepHooks(call, wanted, parts);
      return kept.is === 'as-wanted'
        ? kept : { is: 'as-wanted', subscribed: [wanted.address], removed: [] };
    },
  } }),
];
