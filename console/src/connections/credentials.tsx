/** How old the credentials of a connection are; what they are is nowhere to be seen. */
import type { ConnectionView } from '../api/client.ts';
import { Clock } from '../time/when.tsx';
import { useZone } from '../time/zone.tsx';
import { words } from '../words/words.ts';
import { Ago, Fact } from './fact.tsx';

const said = words.connections.credentials;

export function Credentials({ credentials }: Pick<ConnectionView, 'credentials'>) {
  const zone = useZone();
  if (credentials.length === 0) return null;
  return (
    <Fact name={said.title}>
      <ul className="plain">
        {credentials.map(({ is, name, since, usedAt, endsAt }) => (
          <li key={JSON.stringify([is, name, since])}>
            {said.named[is](name)}{' '}
            {since === null ? said.noValue : (
              <>{said.since[is]} <Ago at={since} toTheSecond={false} /></>
            )}
            {is === 'secret' ? null : usedAt === null ? <>, {said.unused}</> : (
              <>, {said.used} <Clock at={usedAt} zone={zone} /></>
            )}
            {endsAt === null ? null : <>, {said.ends} <Clock at={endsAt} zone={zone} /></>}
          </li>
        ))}
      </ul>
    </Fact>
  );
}
