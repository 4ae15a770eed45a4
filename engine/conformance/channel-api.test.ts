import { channelApi } from '../src/connectors/channel-api/connector.ts';
import { tell } from './items.ts';
import { conformance } from './kit.ts';
import { jsonAnswer } from './stand-in.ts';

const secret = 'c2VjcmV0LW9mLXRoZS10ZXN0LW9mLXB1c2g=';

conformance({
  connector: channelApi,
  settings: { pushUrl: 'https://channel.example/hooks', pushSecret: `whsec_${secret}` },
  secrets: [`whsec_${secret}`, secret],
  operations: {
    'tell-channel': {
      item: tell('channel'),
      good: () => () => jsonAnswer(200, { acknowledged: true }),
      naturalKeys: (request) => [request.headers['webhook-id'] ?? ''],
      answers: [
        {
          title: 'a no in words is a refusal',
          items: 1,
          answer: () => jsonAnswer(422, { detail: 'no such consignment' }),
          becomes: ['refused'],
        },
        {
          title: 'an exception of theirs is no judgement on the message',
          items: 1,
          answer: () => jsonAnswer(500, { ExceptionMessage: 'x' }),
          becomes: ['unknown'],
        },
      ],
    },
  },
  feeds: {},
  excused: {
    doneOnAnySuccess: 'Standard Webhooks counts any 2xx as received, whatever its body',
  },
});
