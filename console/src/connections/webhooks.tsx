/** How the webhooks of a connection keep up: when the last came, and how many came in time. */
import type { ConnectionView } from '../api/client.ts';
import { Unlisted } from '../frame/unlisted.tsx';
import { words } from '../words/words.ts';
import { Ago, Fact } from './fact.tsx';

const said = words.connections;

export function Webhooks({ hooks }: { hooks: NonNullable<ConnectionView['hooks']> }) {
  const { state, sentence, heardAt, judged, inTime } = hooks;
  return (
    <>
      <Fact name={said.hooks}>{sentence}</Fact>
      {state === 'off' && heardAt === null ? null : (
        <Fact name={said.lastHook}>
          {heardAt === null ? said.never : <Ago at={heardAt} />}
          <div>
            {judged === 0 ? said.noneJudged : (
              <Unlisted why="worked-out">{said.hooksInTime(inTime, judged)}</Unlisted>
            )}{' '}
            <span className="quiet">{said.lagNotKept}</span>
          </div>
        </Fact>
      )}
    </>
  );
}
