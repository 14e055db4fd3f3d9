import { type Document, LineCounter, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { fieldNode } from './field-node.ts';
import type { KubeObject } from './object.ts';

const strings = z.record(z.string(), z.string()).optional();
const object = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({
    name: z.string().min(1),
    namespace: z.string().optional(),
    labels: strings,
    annotations: strings,
  }),
});
const list = z.looseObject({ kind: z.string().endsWith('List'), items: z.array(z.unknown()) });

/** An object as it was written, and where. */
export interface WrittenObject {
  readonly object: KubeObject;
  /** The line (from 1) of a field, or of the nearest part that is written. */
  lineOf(path: string): number;
}

/** A document that holds no object: at which line, and what is the matter, as the end of a sentence that names its place. */
export interface TextProblem {
  readonly line: number;
  readonly says: string;
}

export interface ParsedObjects {
  readonly written: readonly WrittenObject[];
  readonly problems: readonly TextProblem[];
}

/** The objects of a text of YAML or JSON: documents one after the other, Lists taken apart. Nothing in it makes it throw. */
export function parseObjects(text: string): ParsedObjects {
  const lines = new LineCounter();
  const parsed = parseAllDocuments(text, { lineCounter: lines });
  // An empty text is no document, and has a description in place of one.
  const documents: readonly Document[] = 'empty' in parsed ? [] : parsed;
  const results = documents.map((document) => readDocument(document, lines));
  return {
    written: results.flatMap(({ written }) => written),
    problems: results.flatMap(({ problems }) => problems),
  };
}

const problem = (line: number, says: string): ParsedObjects => ({ written: [], problems: [{ line, says }] });

function readDocument(document: Document, lines: LineCounter): ParsedObjects {
  const [wrong] = document.errors;
  if (wrong !== undefined) {
    const why = wrong.message.split('\n')[0]?.replace(/[:.]? at line \d+, column \d+:?$/, '');
    const { line } = lines.linePos(wrong.pos[0]);
    return problem(line, `is not YAML: ${why}. Templates must be rendered first.`);
  }
  const at = (field: string): number => {
    const node = fieldNode(document, field) ?? document.contents;
    return lines.linePos(node?.range?.[0] ?? 0).line;
  };
  const value = readValue(document);
  if (!value.ok) return problem(at(''), `cannot be read: ${value.why}.`);
  return value.value === null || value.value === undefined
    ? { written: [], problems: [] }
    : readItems(value.value, at);
}

/** The value of a document; aliases without end and the like are told instead of thrown. */
function readValue(document: Document): { ok: true; value: unknown } | { ok: false; why: string } {
  try {
    return { ok: true, value: document.toJS() };
  } catch (error) {
    return { ok: false, why: error instanceof Error ? error.message : String(error) };
  }
}

function readItems(value: unknown, at: (field: string) => number): ParsedObjects {
  const items = list.safeParse(value);
  const parts = items.success
    ? items.data.items.map((item, i) => ({ item, prefix: `items[${i}]` }))
    : [{ item: value, prefix: '' }];
  const written: WrittenObject[] = [];
  const problems: TextProblem[] = [];
  for (const { item, prefix } of parts) {
    const parsed = object.safeParse(item);
    if (parsed.success) {
      const lineOf = (field: string) => at([prefix, field].filter(Boolean).join('.'));
      written.push({ object: parsed.data, lineOf });
      continue;
    }
    const field = parsed.error.issues[0]?.path.join('.') ?? '';
    const which = field === '' ? '' : ` (${field} is not right)`;
    const says = `is no Kubernetes object: apiVersion, kind and metadata.name are needed${which}.`;
    problems.push({ line: at(prefix), says });
  }
  return { written, problems };
}
