/** What the rules say of one object: errors stop the write, warnings are shown to whoever makes it. */
export interface Verdict {
  errors: string[];
  warnings: string[];
}

/** Collects a verdict while the rules walk an object. */
export class Findings implements Verdict {
  readonly errors: string[] = [];
  readonly warnings: string[] = [];

  error(text: string): void {
    this.errors.push(text);
  }

  warn(text: string): void {
    this.warnings.push(text);
  }

  /** Says so when the condition holds. */
  errorIf(condition: boolean, text: string): void {
    if (condition) this.error(text);
  }
}
