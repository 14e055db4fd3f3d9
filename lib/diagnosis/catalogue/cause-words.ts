type Args = Readonly<Record<string, string>>;

/** What a cause is called and said; args are those of its evidence. */
export interface CauseWords {
  readonly title: string;
  /** Why it fails, as the rest of a sentence that began with the symptom and a colon. */
  readonly why: (args: Args) => string;
  readonly fix: (args: Args) => string;
}
