import type { FindingLevel } from '#lib/core/finding.ts';

/** The facts of one finding, from which its text is made. */
export type FindingArgs = Readonly<Record<string, string>>;

/** What a code means. `text` is the message for one finding, made from its args when it is shown. */
export interface CodeInfo {
  /** The level of its findings, unless a rule has a reason to give one of them another. */
  readonly level: FindingLevel;
  readonly summary: string;
  /** What goes wrong at run time. */
  readonly breaks: string;
  /** What to do. */
  readonly fix: string;
  /** Documentation of the code itself, or of what it is about. */
  readonly link: string;
  readonly text: (args: FindingArgs) => string;
}
