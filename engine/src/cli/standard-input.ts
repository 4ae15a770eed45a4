import { stdin } from 'node:process';

/** Everything that is piped into this process, as text. */
export async function readPipedIn(): Promise<string> {
  const pieces: string[] = [];
  stdin.setEncoding('utf8');
  for await (const piece of stdin) pieces.push(String(piece));
  return pieces.join('');
}
