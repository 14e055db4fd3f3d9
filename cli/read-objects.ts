import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { LineCounter, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { err, ok, type Result } from '#lib/core/result.ts';
import type { KubeObject } from '#lib/k8s/object.ts';

const object = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().optional() }),
});
const list = z.looseObject({ kind: z.literal('List'), items: z.array(z.unknown()) });

/** An object and the file and line (from 1) where its document begins. */
export interface PlacedObject {
  readonly object: KubeObject;
  readonly file: string;
  readonly line: number;
}

/** Every object of the files and folders, Lists taken apart; the error names file, line and cure. */
export function readObjects(paths: readonly string[]): Result<readonly PlacedObject[], string> {
  const placed: PlacedObject[] = [];
  for (const file of paths.flatMap(filesOf)) {
    const read = readFile(file);
    if (!read.ok) return read;
    placed.push(...read.value);
  }
  return ok(placed);
}

function filesOf(given: string): readonly string[] {
  if (given === '-' || !statSync(given, { throwIfNoEntry: false })?.isDirectory()) return [given];
  const names = readdirSync(given, { recursive: true, encoding: 'utf8' }).sort();
  return names.filter((name) => /\.(ya?ml|json)$/.test(name)).map((name) => path.join(given, name));
}

function readFile(file: string): Result<readonly PlacedObject[], string> {
  let text: string;
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch {
    return err(`${file} cannot be read. Give a file or folder that exists, or - for standard input.`);
  }
  const lines = new LineCounter();
  const found: PlacedObject[] = [];
  for (const document of parseAllDocuments(text, { lineCounter: lines })) {
    const [wrong] = document.errors;
    if (wrong !== undefined) {
      const line = lines.linePos(wrong.pos[0]).line;
      return err(
        `${file}:${line} is not YAML: ${wrong.message.split('\n')[0]} Templates must be rendered first.`,
      );
    }
    const line = lines.linePos(document.contents?.range?.[0] ?? 0).line;
    const items: unknown = document.toJS();
    if (items === null) continue;
    const parsed = list.safeParse(items);
    for (const item of parsed.success ? parsed.data.items : [items]) {
      const one = object.safeParse(item);
      if (!one.success)
        return err(`${file}:${line} is no Kubernetes object: apiVersion, kind and metadata.name are needed.`);
      found.push({ object: one.data, file, line });
    }
  }
  return ok(found);
}
