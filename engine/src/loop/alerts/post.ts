/** Posts one message to an address that is told of causes, and says in words what came back. */
import { signedPush } from '../../contract/push/request.ts';
import { quote } from '../../contract/their-words.ts';
import type { WireAnswer } from '../../contract/wire.ts';
import { ended } from '../../core/explain/words.ts';
import { instant } from '../../core/model/instant.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Address } from './address.ts';

export type Posted = { readonly isHeard: boolean; readonly words: string };

const patience = 10_000;

/** Null: there is no such address any more. */
export const post = async (
  { wire, wireNow }: Pick<Surroundings, 'wire' | 'wireNow'>,
  address: Address | null,
  message: { readonly id: string; readonly content: object },
): Promise<Posted> => {
  if (address === null) return unheard('The policy does not name this address any more.');
  if (address.is === 'missing') {
    return unheard(`The value of ${address.names.join(', ')} was never given, or was sealed with ` +
      'another key: apply the policy again with it.');
  }
  if (address.is === 'refused') {
    return unheard(address.problems.map(({ path, problem }) => `${path} ${problem}.`).join(' '));
  }
  const { target } = address;
  // Who checks the signature checks the time as well, by a clock of this world and not a demo's.
  const answer = await wire.request(signedPush(
    target, { id: message.id, body: JSON.stringify(message.content) },
    { timeoutMilliseconds: patience, purpose: 'alert' }, instant(wireNow())));
  return inWords(new URL(target.url).host, answer, target.secrets);
};

const unheard = (words: string): Posted => ({ isHeard: false, words });

const inWords = (host: string, answer: WireAnswer, secrets: readonly string[]): Posted => {
  if (answer.is === 'not-sent') {
    return unheard(`Nothing left for ${host}: ${quote(answer.reason, secrets)}.`);
  }
  if (answer.is === 'silence') {
    return unheard(`${host} did not answer: ${quote(answer.reason, secrets)}.`);
  }
  const { status } = answer;
  if (status >= 200 && status < 300) {
    return { isHeard: true, words: `${host} took it in and answered ${String(status)}.` };
  }
  const said = quote(answer.body, secrets);
  const isRedirect = status >= 300 && status < 400;
  const words = said === '' ? '.' : `: ${ended(`“${said}”`)}`;
  return unheard(`${host} answered ${String(status)}${words}` +
    (isRedirect ? ' A redirect is not followed: set the address that it leads to.' : ''));
};
