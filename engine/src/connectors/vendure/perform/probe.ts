/** First contact: is the server there, may the user do what it needs, can orders be read? */
import { z } from 'zod';
import type { ProbeAnswer } from '../../../contract/connector.ts';
import type { Graph } from '../graphql.ts';
import { probeQuestion, rightsQuestion, statesQuestion } from '../questions.ts';
import type { VendureSettings } from '../settings.ts';
import { knownStates } from '../translate/order.ts';
import { listOf } from '../translate/shapes.ts';
import { handlerCode } from '../translate/writing.ts';

const probeShape = z.object({
  orders: z.object({ items: z.array(z.unknown()) }),
  fulfillmentHandlers: listOf(z.object({ code: z.string() })),
});

const statesShape = z.object({
  globalSettings: z.object({
    serverConfig: z.object({ orderProcess: listOf(z.object({ name: z.string() })) }),
  }),
});

const channelShape = z.object({
  code: z.string(), token: z.string(), permissions: listOf(z.string()),
});

const rightsShape = z.object({ me: z.object({ channels: listOf(channelShape) }) });

type Channel = z.output<typeof channelShape>;

export const probe = async (graph: Graph, settings: VendureSettings): Promise<ProbeAnswer> => {
  const { host } = new URL(settings.baseUrl);
  const asked = { variables: {}, timeoutMilliseconds: 15_000, purpose: 'probe' };
  const channels = settings.apiKey === undefined
    ? await channelsOf(graph, settings) : { is: 'unsaid' as const };
  if (channels.is === 'ill') return ill(`${host} cannot be asked: ${channels.text}.`);
  const missing = channels.is === 'channel' ? missingFrom(channels.channel) : [];
  if (missing.length > 0) return { isWell: false, sentences: missing };
  const heard = await graph.call({ ...asked, document: probeQuestion });
  if (heard.is === 'unanswered') {
    return ill(`The orders of ${host} cannot be read: ${heard.unanswered.text}.`);
  }
  const read = probeShape.safeParse(heard.is === 'data' ? heard.data : null).data;
  if (read === undefined) return ill(`The orders of ${host} cannot be read: it answers otherwise.`);
  if (!read.fulfillmentHandlers.some(({ code }) => code === handlerCode)) {
    return ill(`${host} can be told nothing: its shippingOptions.fulfillmentHandlers has no ` +
      `${handlerCode}.`);
  }
  const states = await graph.call({ ...asked, document: statesQuestion });
  const known = statesShape.safeParse(states.is === 'data' ? states.data : null).data;
  if (known === undefined) return ill(`${host} does not say which states its orders have.`);
  const names = known.globalSettings.serverConfig.orderProcess.map(({ name }) => name);
  const may = channels.is === 'channel'
    ? 'and it may be told what was sent'
    : 'and with the first parcel it shows whether the API key has the permission UpdateOrder too';
  return {
    isWell: true,
    sentences: [`The orders of ${host} can be read, ${may}.`],
    watch: [
      ...(channels.is === 'channel' ? excessOf(channels.channel) : []),
      ...statesOf(names, settings.paidStates).map((one) => graph.quoted(one)),
    ],
  };
};

const ill = (sentence: string): ProbeAnswer => ({ isWell: false, sentences: [sentence] });

type Found =
  | { readonly is: 'channel'; readonly channel: Channel }
  /** Servers do not say it of an API key. */
  | { readonly is: 'unsaid' }
  | { readonly is: 'ill'; readonly text: string };

const channelsOf = async (graph: Graph, { channelToken }: VendureSettings): Promise<Found> => {
  const heard = await graph.call({
    document: rightsQuestion, variables: {}, timeoutMilliseconds: 15_000, purpose: 'probe',
  });
  if (heard.is === 'unanswered') return { is: 'ill', text: heard.unanswered.text };
  const read = rightsShape.safeParse(heard.is === 'data' ? heard.data : null).data;
  if (read === undefined) return { is: 'ill', text: 'it does not say what the user may do' };
  const { channels } = read.me;
  const [only, another] = channels;
  const channel = channelToken === undefined
    ? channels.find(({ code }) => code === '__default_channel__') ??
      (another === undefined ? only : undefined)
    : channels.find(({ token }) => token === channelToken);
  if (channel !== undefined) return { is: 'channel', channel };
  const codes = channels.map(({ code }) => code).slice(0, 5).join(', ');
  return {
    is: 'ill',
    text: graph.quoted(channelToken === undefined
      ? `the user has no role in its default channel, and several others (${codes}): set ` +
        'channelToken'
      : `the user has no role in the channel of channelToken, and in these: ${codes}`),
  };
};

const needed = {
  ReadOrder: 'read orders', UpdateOrder: 'say what was sent',
} as const satisfies Readonly<Record<string, string>>;

const missingFrom = ({ permissions }: Channel): readonly string[] =>
  Object.entries(needed).filter(([name]) => !permissions.includes(name)).map(([name, what]) =>
    `The user may not ${what}: give its role the permission ${name} in this channel.`);

const excessOf = ({ permissions }: Channel): readonly string[] => {
  const isMore = permissions.some((one) => one !== 'Authenticated' && !Object.hasOwn(needed, one));
  return isMore
    ? ['The user may do more than is needed: a role with ReadOrder and UpdateOrder is enough.']
    : [];
};

/** States that nobody but this server knows: whether an order may be sent in them is for people. */
const statesOf = (names: readonly string[], paidStates: readonly string[]): readonly string[] => {
  const own = names.filter((one) => !knownStates.includes(one) && !paidStates.includes(one));
  const unknown = paidStates.filter((one) => !names.includes(one));
  return [
    ...(own.length === 0 ? [] : [`The server has states of its own: orders that stand as ` +
      `${own.slice(0, 10).join(', ')} wait, unless paidStates names them.`]),
    ...unknown.map((one) => `paidStates names ${one}, which is no state of this server.`),
  ];
};
