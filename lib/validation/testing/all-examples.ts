import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const rules = path.join(import.meta.dirname, '../rules');

/** Every example of every rule: its file under `rules`, and its text. */
export function allExamples(): readonly (readonly [file: string, yaml: string])[] {
  return globSync('**/*.yaml', { cwd: rules })
    .sort()
    .map((file) => [file, readFileSync(path.join(rules, file), 'utf8')] as const);
}
