/** The exit codes of every command: a script decides by them, so they keep their meaning. */
export const exitCode = {
  done: 0,
  no: 1,
  notUnderstood: 2,
  refused: 3,
  notReached: 4,
  notAllowed: 5,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** Ends a command with words for the person who called it; `run.ts` prints it, nobody else. */
export class Ending extends Error {
  override readonly name = 'Ending';
  readonly code: ExitCode;
  /** One sentence, or one finding, a line. */
  readonly lines: readonly string[];
  /** The server's own document, for those who asked for JSON. */
  readonly document: unknown;

  constructor(code: ExitCode, lines: readonly string[], document?: unknown) {
    super(lines.join('\n'));
    this.code = code;
    this.lines = lines;
    this.document = document;
  }
}
