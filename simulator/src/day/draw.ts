import { chance } from '../chance.ts';

/** The draws of one order of the day: the same name always gives the same value. */
export type Draw = {
  readonly unit: (name: string) => number;
  /** A whole number from `from` up to, not including, `to`. */
  readonly whole: (name: string, from: number, to: number) => number;
  readonly of: <Row>(name: string, rows: readonly Row[]) => Row;
};

export function drawsOf(seed: number, index: number): Draw {
  const unit = (name: string) => chance(seed, `day/${name}`, index);
  const whole = (name: string, from: number, to: number) =>
    from + Math.floor(unit(name) * (to - from));
  return {
    unit,
    whole,
    of: (name, rows) => {
      const row = rows[whole(name, 0, rows.length)];
      if (row === undefined) throw new Error(`There is nothing to draw for ${name}`);
      return row;
    },
  };
}
