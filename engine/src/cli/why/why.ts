import { listOf, timelineEntryShape, type TimelineEntry } from '../../api/shapes.ts';
import { demand } from '../ask.ts';
import { exitCode, type ExitCode } from '../ending.ts';
import { jsonText, type Paper } from '../paper.ts';
import { serverClock } from '../server-clock.ts';
import type { Server } from '../server.ts';
import type { Surroundings } from '../surroundings.ts';
import { knownZone } from '../times.ts';
import { findOrder, type Wanted } from './find-order.ts';
import { story } from './story.ts';
import { timelineLines } from './timeline.ts';

export type WhyCall = Wanted & { readonly isJson: boolean };

/** 5,000 entries, more than any order has yet; that a longer one goes on is said. */
const pagesAtMost = 10;
const entriesAPage = 500;

/** Tells what happened to an order, and whom it waits for. */
export async function why(
  call: WhyCall, server: Server, surroundings: Surroundings, paper: Paper,
): Promise<ExitCode> {
  const found = await findOrder(call, server, surroundings);
  const timeline = await readTimeline(found.value.id, server, surroundings);
  if (call.isJson) {
    surroundings.out(jsonText({ order: found.document, timeline: timeline.documents }));
    return exitCode.done;
  }
  const now = serverClock(found.headers, surroundings).now;
  const reader = { timeZone: knownZone(found.value.timeZone), now };
  paper.write(...story(found.value, reader, server.url));
  paper.write(...timelineLines(timeline.entries, reader));
  if (timeline.hasMore) paper.write('  There is more; the console shows the rest.');
  return exitCode.done;
}

async function readTimeline(id: string, server: Server, surroundings: Surroundings) {
  const path = `/v1/orders/${encodeURIComponent(id)}/timeline`;
  const entries: TimelineEntry[] = [];
  const documents: unknown[] = [];
  let after: string | null = null;
  for (let page = 0; page < pagesAtMost && (page === 0 || after !== null); page += 1) {
    const query: Record<string, string> = { limit: String(entriesAPage) };
    if (after !== null) query['after'] = after;
    const { value, document } = await demand(
      server, { method: 'GET', path, query }, listOf(timelineEntryShape), surroundings);
    entries.push(...value.items);
    documents.push(...rawItems(document));
    after = value.next;
  }
  return { entries, documents, hasMore: after !== null };
}

/** The items as the server sent them; that there is a list of them has been checked before. */
function rawItems(document: unknown): readonly unknown[] {
  const isList = typeof document === 'object' && document !== null && 'items' in document;
  return isList && Array.isArray(document.items) ? document.items : [];
}
