/**
 * The addresses that an account calls when something happens. A call wakes and is never believed:
 * it says which feed to look at sooner, and nothing else is taken from it.
 */
import type { SurveyHook } from './survey.ts';

/** Whose hooks they are to be, and where they are to call. */
export type HooksWanted = {
  /** The connection's name: it marks which of the account's hooks are ours. */
  readonly connection: string;
  /** Where the account is to call, `https://our.example/hooks/<connection>/<token>`. */
  readonly address: string;
};

export type HooksKept =
  | {
      /** The account's hooks of ours are exactly the wanted ones. */
      readonly is: 'as-wanted';
      readonly subscribed: readonly string[];
      readonly removed: readonly SurveyHook[];
    }
  /** Begun and not finished; done again, it goes on where it stopped. */
  | { readonly is: 'unfinished'; readonly sentences: readonly string[] };
