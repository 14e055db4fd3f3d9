import type { LinkParam } from '#lib/url/fallen-back.ts';

/** What is asked of a parser of `url-parser.ts`. A method: parsers of every value are among them. */
interface Parser {
  parse(text: string): unknown;
  serialize(value: unknown): string;
  readonly defaultValue?: unknown;
}

/** Parsers by the names of their parameters, as a page declares them. */
export type Parsers = Readonly<Record<string, Parser>>;

/** What parameters mean, apart from the library that keeps them in the link. */
export function linkParams(parsers: Parsers): Readonly<Record<string, LinkParam>> {
  const entries = Object.entries(parsers).map(([name, parser]): [string, LinkParam] => {
    const { defaultValue } = parser;
    const text = defaultValue === undefined ? '' : parser.serialize(defaultValue);
    return [name, { parse: (given) => parser.parse(given), fallback: text === '' ? null : text }];
  });
  return Object.fromEntries(entries);
}
