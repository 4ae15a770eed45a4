/**
 * What the simulator does, as rows that people read in docs/simulator.md. A row is one sentence,
 * how it is known, and the test that shows it; `page.test.ts` checks that each named test is there.
 */
export type Behaviour = {
  readonly behaviour: string;
  /**
   * Mark (D documented, O observed, M measured, I inferred), section of the fact dossier on
   * ShipStation, source keys: `D 3.7 [cuo]`. Several are parted by a semicolon. `ours` stands for
   * what belongs to the simulator alone, such as its control API.
   */
  readonly evidence: string;
  readonly shownBy: readonly ShownBy[];
};

export type ShownBy = {
  /** Path below `simulator/src`, or from the root of the repository (`engine/…`). */
  readonly file: string;
  /** Title of the test, or of the `describe` around it, as written there. */
  readonly title: string;
};

export type Section = {
  readonly title: string;
  /** Sentences between the title and the table. */
  readonly about?: string;
  readonly behaviours: readonly Behaviour[];
};

/** `row('what happens', 'D 3.7 [cuo]', 'shipstation/upsert.test.ts', 'title of a test')`. */
export const row = (
  behaviour: string,
  evidence: string,
  file: string,
  ...titles: readonly [string, ...string[]]
): Behaviour => ({ behaviour, evidence, shownBy: titles.map((title) => ({ file, title })) });
