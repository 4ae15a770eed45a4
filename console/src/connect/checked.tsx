import type { Probed } from '../api/connectors.ts';
import { words } from '../words/words.ts';

const said = words.connect;

/** What the other side answered at first contact, in words. */
export function Checked({ answer, isAsking }: { answer: Probed | undefined; isAsking: boolean }) {
  return (
    <div role="status" className="connect-checked">
      {isAsking ? said.checking : null}
      {answer === undefined || isAsking ? null : (
        <>
          <strong className={answer.isWell ? 'connect-well' : 'problem-text'}>
            {answer.isWell ? said.isWell : said.isNotWell}
          </strong>
          <ul>
            {[...answer.sentences, ...answer.watch].map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
