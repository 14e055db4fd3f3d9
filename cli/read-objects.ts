import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { type Document, LineCounter, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { fieldNode } from '#lib/k8s/field-node.ts';
import type { KubeObject } from '#lib/k8s/object.ts';

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

/** An object and where it was read. */
export interface PlacedObject {
  readonly object: KubeObject;
  readonly file: string;
  /** The line (from 1) of a field, or of the nearest part that is written. */
  lineOf(path: string): number;
}

/** What was read, and one line with file, line and cure for each document that could not be. */
export interface ReadObjects {
  readonly placed: readonly PlacedObject[];
  readonly problems: readonly string[];
}

/** Every object of the files and folders, Lists taken apart. `-` is standard input. */
export function readObjects(paths: readonly string[]): ReadObjects {
  const placed: PlacedObject[] = [];
  const problems: string[] = [];
  for (const given of paths) {
    const files = filesOf(given);
    if (files.length === 0) problems.push(`${given} holds no file that ends with .yaml, .yml or .json.`);
    for (const file of files) readFile(file, placed, problems);
  }
  return { placed, problems };
}

function filesOf(given: string): readonly string[] {
  if (given === '-' || !statSync(given, { throwIfNoEntry: false })?.isDirectory()) return [given];
  const names = readdirSync(given, { recursive: true, encoding: 'utf8' }).sort();
  return names
    .filter((name) => /\.(ya?ml|json)$/.test(name) && !/(^|\/)(node_modules|\.git)\//.test(name))
    .map((name) => path.join(given, name));
}

function readFile(file: string, placed: PlacedObject[], problems: string[]): void {
  let text: string;
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch {
    problems.push(`${file} cannot be read. Give a file or folder that exists, or - for standard input.`);
    return;
  }
  const lines = new LineCounter();
  for (const document of parseAllDocuments(text, { lineCounter: lines })) {
    readDocument(document, { file, lines }, placed, problems);
  }
}

interface Source {
  readonly file: string;
  readonly lines: LineCounter;
}

function readDocument(document: Document, source: Source, placed: PlacedObject[], problems: string[]): void {
  const { file, lines } = source;
  const [wrong] = document.errors;
  if (wrong !== undefined) {
    const line = lines.linePos(wrong.pos[0]).line;
    const why = wrong.message.split('\n')[0]?.replace(/[:.]? at line \d+, column \d+:?$/, '');
    problems.push(`${file}:${line} is not YAML: ${why}. Templates must be rendered first.`);
    return;
  }
  const at = (field: string): number => {
    const node = fieldNode(document, field) ?? document.contents;
    return lines.linePos(node?.range?.[0] ?? 0).line;
  };
  const value = readValue(document);
  if (!value.ok) problems.push(`${file}:${at('')} cannot be read: ${value.why}.`);
  else if (value.value !== null && value.value !== undefined)
    readItems(value.value, file, at, placed, problems);
}

/** The value of a document; aliases without end and the like are told instead of thrown. */
function readValue(document: Document): { ok: true; value: unknown } | { ok: false; why: string } {
  try {
    return { ok: true, value: document.toJS() };
  } catch (error) {
    return { ok: false, why: error instanceof Error ? error.message : String(error) };
  }
}

function readItems(
  value: unknown,
  file: string,
  at: (field: string) => number,
  placed: PlacedObject[],
  problems: string[],
): void {
  const items = list.safeParse(value);
  const parts = items.success
    ? items.data.items.map((item, i) => ({ item, prefix: `items[${i}]` }))
    : [{ item: value, prefix: '' }];
  for (const { item, prefix } of parts) {
    const parsed = object.safeParse(item);
    if (parsed.success) {
      const lineOf = (field: string) => at([prefix, field].filter(Boolean).join('.'));
      placed.push({ object: parsed.data, file, lineOf });
    } else {
      const [issue] = parsed.error.issues;
      const field = issue?.path.join('.') ?? '';
      problems.push(
        `${file}:${at(prefix)} is no Kubernetes object: apiVersion, kind and metadata.name are needed${field === '' ? '' : ` (${field} is not right)`}.`,
      );
    }
  }
}
