import { readFileSync } from 'node:fs';
import { z } from 'zod';

const expected = z.object({ code: z.string(), level: z.string(), resource: z.string() });

const analyzeCase = z.object({
  id: z.string(),
  analyzer: z.string(),
  files: z.array(z.string()),
  meshConfig: z.string().optional(),
  meshNetworks: z.string().optional(),
  clusters: z.record(z.string(), z.array(z.string())).optional(),
  scope: z.array(z.string()),
  expected: z.array(expected),
  notes: z.string().optional(),
});
export type AnalyzeCase = z.infer<typeof analyzeCase>;

const analyzer = z.object({
  inputs: z.array(z.string()),
  reftypes: z.array(z.string()).optional(),
});
export type Analyzer = z.infer<typeof analyzer>;

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

/** The cases of the suite. Throws where the file is not as the corpus describes it. */
export const readAnalyzeCases = (file: string): readonly AnalyzeCase[] =>
  z.array(analyzeCase).parse(read(file));

/** What the corpus says of each analyzer, by its name. */
export const readAnalyzers = (file: string): Readonly<Record<string, Analyzer>> =>
  z.record(z.string(), analyzer).parse(read(file));
