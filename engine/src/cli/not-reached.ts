import { errorCode, type Server } from './server.ts';

/**
 * Why no answer came, in words; null when the failure has nothing to do with the network.
 * Node's fetch hides the reason in the cause of a TypeError, and in an AggregateError below that
 * when a name has several addresses (seen with Node 26.10).
 */
export function whyNotReached(server: Server, refusal: unknown): readonly string[] | null {
  if (!(refusal instanceof Error)) return null;
  if (refusal.name === 'TimeoutError') {
    return [
      `Something takes calls at ${server.shown}, but no answer came within a minute.`,
      'Nothing is known about what it did with the call; it is safe to repeat the command.',
    ];
  }
  if (!(refusal instanceof TypeError) || refusal.cause === undefined) return null;
  const code = errorCode(refusal.cause);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return [
      `The name ${server.url.hostname} is not known here, so Gatepass was not asked.`,
      'Check --url or GATEPASS_URL, and the network.',
    ];
  }
  if (/CERT|SSL|TLS|SIGNATURE/.test(code)) {
    return [
      `The certificate at ${server.shown} is not one that this machine trusts (${code}).`,
      'Nothing was sent. If it is your own, name its authority by NODE_EXTRA_CA_CERTS.',
    ];
  }
  return [
    `Gatepass does not answer at ${server.shown}: is it running? Start it with npm start.`,
    `(${code}. Another address is given by --url or GATEPASS_URL.)`,
  ];
}
