/**
 * Says that newer data waits, in a place that moves nothing. It belongs inside the calm area: a
 * hand that goes to its button has not left, else the button would go away from under it.
 */
import { LiveCount } from './live-count.tsx';

type ChangedProps = {
  readonly text: string;
  readonly button: string;
  readonly isShown: boolean;
  readonly onShow: () => void;
};

export function Changed({ text, button, isShown, onShow }: ChangedProps) {
  return (
    <div className="changed">
      {isShown ? (
        <div>
          <LiveCount text={text} /> <button type="button" onClick={onShow}>{button}</button>
        </div>
      ) : null}
    </div>
  );
}
