import assert from 'node:assert/strict';
import type { Performed, Session } from '../../contract/connector.ts';
import type { Files } from '../../contract/files.ts';
import { manifest } from './manifest.ts';
import { openFolder, unanswered } from './perform/folder.ts';
import { look } from './perform/look.ts';
import { probe } from './perform/probe.ts';
import type { CsvSettings } from './settings.ts';
import { messageName } from './translate/names.ts';
import { messageFile } from './translate/told-files.ts';

export const openSession = (settings: CsvSettings, files: Files): Session => {
  const folder = openFolder(settings, files);
  const bench = { settings, folder, files };
  return {
    async look(request, now) {
      assert(request.feed === 'files', `csv-files has no feed called ${request.feed}`);
      return look(bench, request, now);
    },
    async perform(items): Promise<Performed> {
      const operation = manifest.operations['tell-warehouse'];
      const [item] = items;
      if (item === undefined) return { outcomes: [], unanswered: null };
      assert(operation !== undefined && items.length <= operation.batchSize, 'too many items');
      assert(item.do === 'tell-warehouse', `csv-files does not perform ${item.do}`);
      const { message } = item;
      const written = await folder.write(
        'out', messageName(message), messageFile(message, settings), item.do);
      // A folder judges no message: what keeps us from writing keeps us from writing any.
      return written.is === 'closed'
        ? { outcomes: [{ is: 'unknown', text: written.text || 'no answer' }],
            unanswered: unanswered(written) }
        // It lies there; that it was read, the warehouse says later.
        : { outcomes: [{ is: 'done', seen: [], acknowledged: false }], unanswered: null };
    },
    probe: (now) => probe(bench, now),
  };
};
