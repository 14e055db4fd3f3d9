import { parse } from 'yaml';
import { err, ok, type Result } from '#lib/core/result.ts';

interface FileSetting<T> {
  readonly name: string;
  /** Where it is written; nothing where it is not set. */
  readonly file: string | undefined;
  readonly cure: string;
  readonly otherwise: T;
  readonly read: (written: unknown) => Result<T, string>;
  readonly readFile: (path: string) => string;
}

/** A setting that is a YAML or JSON file. The error is one line: it names the variable, the file and the cure. */
export function fileSetting<T>({
  name,
  file,
  cure,
  otherwise,
  read,
  readFile,
}: FileSetting<T>): Result<T, string> {
  if (file === undefined) return ok(otherwise);
  let written: unknown;
  try {
    written = parse(readFile(file));
  } catch {
    return err(`${name}: ${file} cannot be read as YAML: ${cure}.`);
  }
  const value = read(written);
  return value.ok ? value : err(`${name}: ${file}: ${value.error}: ${cure}.`);
}
