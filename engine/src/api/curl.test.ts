import { expect, it } from 'vitest';
import { asCurl } from './curl.ts';

it('a call is a line for a shell, with variables in the place of what lets somebody in', () => {
  expect(asCurl({
    method: 'POST', url: "https://x.example/a?q=o'neil&key=…", request: `{"name":"O'Neil $HOME"}`,
    headers: [{ name: 'x-api-key', value: null }, { name: 'accept', value: '*/*' }],
  })).toBe(String.raw`curl -X POST 'https://x.example/a?q=o'\''neil&key=…' \
  -H 'x-api-key: '"$X_API_KEY" \
  -H 'accept: */*' \
  --data-raw '{"name":"O'\''Neil $HOME"}'`);
});
