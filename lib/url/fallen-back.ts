/** What a page reads of one parameter of its link. */
export interface LinkParam {
  /** Null for a text that means nothing. */
  readonly parse: (text: string) => unknown;
  /** The value in its place, as a link has it; null where the parameter is then as good as absent. */
  readonly fallback: string | null;
}

/** A parameter whose text means nothing, so that the page shows something else than the link asks for. */
export interface FallenBack {
  readonly name: string;
  readonly text: string;
  readonly fallback: string | null;
}

/** The parameters of a link that mean nothing. One that is empty is as good as absent; what no page knows is not its own. */
export function fallenBack(
  params: Readonly<Record<string, LinkParam>>,
  get: (name: string) => string | null,
): readonly FallenBack[] {
  return Object.entries(params).flatMap(([name, { parse, fallback }]) => {
    const text = get(name);
    return text === null || text === '' || parse(text) !== null ? [] : [{ name, text, fallback }];
  });
}
