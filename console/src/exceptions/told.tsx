/** When addresses outside were told of a cause, and with how many: "alerted 13:02 with 31". */
import type { CauseDetail } from '../api/causes.ts';
import { Clock } from '../time/when.tsx';
import { words } from '../words/words.ts';

const said = words.exceptions;

/** Of what comes back for months the newest few are enough. */
const mostShown = 4;

type ToldProps = { readonly alerts: CauseDetail['alerts']; readonly zone: string };

export function Told({ alerts, zone }: ToldProps) {
  const shown = alerts.slice(-mostShown);
  if (shown.length === 0) return null;
  return (
    <p className="quiet">
      {shown.map(({ at, count, why, unheard }, index) => (
        <span key={`${at} ${why} ${String(count)}`} className="part">
          {index === 0 ? said.alerted : said.alertedAgain} <Clock at={at} zone={zone} />{' '}
          {said.alertedWith(count)}
          {unheard.length === 0 ? null : (
            <span className="problem-text">{' '}({said.alertUnheard(unheard.join(', '))})</span>
          )}
        </span>
      ))}
    </p>
  );
}
