/** Messages that the other side refused or gave no usable answer to, with "send again". */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { sendAgain, type Delivery } from '../api/client.ts';
import { placesBehind } from '../api/names.ts';
import { forgetLists, policyQuestion, untoldQuestion } from '../api/questions.ts';
import { DeedTrouble } from '../frame/deed-trouble.tsx';
import { MayButton, WhyNot } from '../may/may-button.tsx';
import { Table, type Column } from '../table/table.tsx';
import { LocalClock } from '../time/zone.tsx';
import { words } from '../words/words.ts';
import { LookedUp } from './looked-up.tsx';

const { connections: said } = words;
const heads = said.untoldHeads;
const whyNot = 'why-not-send-again';

export function Untold({ name }: { name: string }) {
  const policy = useQuery(policyQuestion).data;
  const places = placesBehind(policy, name);
  const client = useQueryClient();
  const answer = useQuery({ ...untoldQuestion(places), enabled: policy !== undefined });
  const again = useMutation({
    mutationFn: (id: string) => sendAgain(id, said.sentAgainWhy),
    onSuccess: async () => {
      await Promise.all([
        client.invalidateQueries({ queryKey: ['untold'] }), forgetLists(client),
      ]);
    },
  });
  return (
    <LookedUp answer={answer}>
      {(rows) => (
        <div className="stack wide-table">
          <p className="quiet">{said.untoldMeans}</p>
          <WhyNot right="tell-again" id={whyNot} />
          {rows.length === 0 ? <p>{said.noUntold}</p> : (
            <Table
              caption={said.untoldOf(name)} rows={rows} keyOf={({ id }) => id}
              columns={columnsWith(again.isPending ? again.variables : null, again.mutate)}
            />
          )}
          <p role="status" className="steer-answer">
            {again.data === undefined ? ''
              : said.sentAgain(again.data.orderNumber, again.data.sentence)}
          </p>
          {again.isError ? (
            <DeedTrouble error={again.error} look="page" onClose={() => again.reset()} />
          ) : null}
        </div>
      )}
    </LookedUp>
  );
}

const columnsWith = (
  underWay: string | null, send: (id: string) => void,
): readonly Column<Delivery>[] => [
  { key: 'order', head: heads.order, kind: 'name', cell: ({ order, orderNumber }) => (
    <Link className="row-link" to="/orders/$id" params={{ id: order }}>{orderNumber}</Link>
  ) },
  { key: 'what', head: heads.what, cell: ({ kind, name }) => said.messageKinds[kind](name) },
  { key: 'tried', head: heads.tried, cell: ({ lastTryAt }) =>
    lastTryAt === null ? words.none : <LocalClock at={lastTryAt} toTheSecond /> },
  { key: 'why', head: heads.why, kind: 'wide', cell: ({ sentence }) => sentence },
  { key: 'again', head: heads.again, cell: ({ id, orderNumber }) => (
    <MayButton
      right="tell-again" reason={whyNot} variant="default" size="compact-md"
      aria-label={said.sendAgainNamed(orderNumber)} loading={underWay === id}
      onClick={() => send(id)}
    >
      {said.sendAgain}
    </MayButton>
  ) },
];
