import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseObjects, type WrittenObject } from '#lib/k8s/parse-objects.ts';

/** An object and where it was read. */
export interface PlacedObject extends WrittenObject {
  readonly file: string;
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
  const parsed = parseObjects(text);
  for (const one of parsed.written) placed.push({ ...one, file });
  for (const { line, says } of parsed.problems) problems.push(`${file}:${line} ${says}`);
}
