import { sql } from 'kysely';
import { StoreRefusal } from './refusal.ts';
import type { Transactions } from './transact.ts';

const mostMilliseconds = 5_000;

/** Asks the store for a sign of life; wire time, since somebody waits for the answer. */
export const checkAnswers = async (transactions: Transactions): Promise<void> => {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(new StoreRefusal(`The store did not answer within ${mostMilliseconds / 1000} s.`));
  }, mostMilliseconds);
  try {
    await Promise.race([transactions.run((tx) => sql`select 1`.execute(tx)), late]);
  } finally {
    clearTimeout(timer);
  }
};
