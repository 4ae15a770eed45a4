/** One user of a running Tryton, as its own client would speak to it. */
import { Buffer } from 'node:buffer';
import { z } from 'zod';

export type Call = (method: string, ...params: readonly unknown[]) => Promise<unknown>;

const answerShape = z.object({ result: z.unknown().optional(), error: z.unknown().optional() });

const post = async (url: string, body: object, authorization?: string): Promise<unknown> => {
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }),
    },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${String(answer.status)}: ${text.slice(0, 300)}`);
  const { result, error } = answerShape.parse(JSON.parse(text));
  if (error !== undefined) throw new Error(JSON.stringify(error).slice(0, 1_500));
  return result;
};

/** `url` is the server with its database. Accepts every warning, as somebody at a screen does. */
export const signIn = async (url: string, user: string, password: string): Promise<Call> => {
  const [id, key] = z.tuple([z.number(), z.string()]).parse(
    await post(`${url}/`, {
      id: 0, method: 'common.db.login', params: [user, { password }, 'en'],
    }));
  const pass = `Session ${Buffer.from(`${user}:${String(id)}:${key}`).toString('base64')}`;
  const once: Call = (method, ...params) =>
    post(`${url}/`, { id: 0, method, params }, pass);
  return async (method, ...params) => {
    for (;;) {
      try {
        return await once(method, ...params);
      } catch (refusal) {
        const name = refusal instanceof Error
          ? /^\["UserWarning",\["([^"]+)"/.exec(refusal.message)?.[1] : undefined;
        if (name === undefined) throw refusal;
        await once('model.res.user.warning.create', [{ user: id, name, always: false }], {});
      }
    }
  };
};
