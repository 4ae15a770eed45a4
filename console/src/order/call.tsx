/** One call as it was sent and answered, looked up when it is opened; the address says which is. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import type { CallExchange } from '../api/client.ts';
import { callTextQuestion } from '../api/questions.ts';
import { Fold } from '../connections/fold.tsx';
import { copyText } from '../find/copy.ts';
import { Trouble } from '../frame/trouble.tsx';
import { callTimeInWords } from '../time/durations.ts';
import { Clock } from '../time/when.tsx';
import { words } from '../words/words.ts';

const route = getRouteApi('/framed/orders/$id');
const said = words.order.call;

type OpenCallProps = { readonly attempt: string; readonly zone: string };

export function OpenCall({ attempt, zone }: OpenCallProps) {
  const { id } = route.useParams();
  const { call } = route.useSearch();
  const navigate = route.useNavigate();
  const show = (isOpen: boolean) => void navigate({
    search: (before) => ({ ...before, call: isOpen ? attempt : undefined }),
    replace: true, resetScroll: false,
  });
  return (
    <Fold title={said.open} isOpen={call === attempt} onOpen={show}>
      <Said order={id} attempt={attempt} zone={zone} />
    </Fold>
  );
}

function Said({ order, attempt, zone }: OpenCallProps & { order: string }) {
  const answer = useQuery(callTextQuestion(order, attempt));
  if (answer.isError) {
    return <Trouble error={answer.error} onAgain={() => void answer.refetch()} />;
  }
  if (answer.data === undefined) return <p className="quiet" role="status">{said.looking}</p>;
  const { sentence, hidden, exchanges } = answer.data;
  return (
    <div className="stack call-said">
      <p>{[sentence, said.masked, ...hidden.map((what) => said.hidden[what])].join(' ')}</p>
      {exchanges.map((exchange) => (
        <Exchange
          key={`${exchange.at} ${exchange.purpose} ${exchange.url}`} exchange={exchange} zone={zone}
        />
      ))}
    </div>
  );
}

function Exchange({ exchange, zone }: { exchange: CallExchange; zone: string }) {
  const { method, url, headers, request, status, noAnswer, answer, curl } = exchange;
  const [copied, setCopied] = useState<boolean | null>(null);
  return (
    <div className="stack exchange">
      <p>
        <Clock at={exchange.at} zone={zone} toTheSecond /> <code>{method} {url}</code>
      </p>
      <Body title={said.sent} body={request} none={said.nothingSent}>
        {headers.map(({ name, value }) => `${name}: ${value ?? said.leftOut}\n`).join('')}
      </Body>
      <p>
        {status === null
          ? said.noAnswer(noAnswer ?? '', callTimeInWords(exchange.tookMilliseconds))
          : said.answered(status, callTimeInWords(exchange.tookMilliseconds))}
      </p>
      {status === null ? null : <Body title={said.back} body={answer} none={said.nothingBack} />}
      <div className="row">
        <Button
          variant="default" size="compact-md" onClick={() => void copyText(curl).then(setCopied)}
        >
          {said.copy}
        </Button>
        <span role="status">
          {copied === null ? '' : copied ? said.copied : words.find.notCopied}
        </span>
      </div>
    </div>
  );
}

type BodyProps = {
  readonly title: string;
  readonly body: CallExchange['request'];
  readonly none: string;
  /** What stands above it in the same box. */
  readonly children?: string;
};

function Body({ title, body, none, children = '' }: BodyProps) {
  const text = body === null ? none : (body.text ?? said.withheld);
  return (
    <>
      <pre className="said-text" role="region" aria-label={title} tabIndex={0}>
        {children === '' ? '' : `${children}\n`}{text}
      </pre>
      {body === null || body.cutFrom === null ? null : (
        <p className="quiet">{said.cut(body.cutFrom)}</p>
      )}
    </>
  );
}
