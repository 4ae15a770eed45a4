import { numberLanguage } from './language.ts';

/** A number with its noun: "1 order", "1,200 orders". */
export const plural = (count: number, one: string, many: string) =>
  `${numeral(count)} ${count === 1 ? one : many}`;

export const numeral = (count: number) => count.toLocaleString(numberLanguage);
