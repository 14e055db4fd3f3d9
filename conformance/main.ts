import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { SuiteOutcome } from './case-outcome.ts';
import { runIstioAnalyze } from './istio-analyze/run.ts';
import { runKialiGraph } from './kiali-graph/run.ts';
import { runKialiValidations } from './kiali-validations/run.ts';
import { reportOf, totalsOf } from './report.ts';

/** Each suite by the name of its folder in the corpus. */
const suites: Readonly<Record<string, (dir: string) => Promise<SuiteOutcome>>> = {
  'kiali-graph': runKialiGraph,
  'istio-analyze': runIstioAnalyze,
  'kiali-validations': runKialiValidations,
};

const usage = `npm run conformance -- --corpus DIR [--suite NAME] [--json FILE] [--floor]
  --suite NAME  one of: ${Object.keys(suites).join(', ')}; all of them when absent
  --json FILE   writes what came of each case
  --floor       ends with 0 when no suite passes fewer cases than conformance/floor.json says`;

/** How many cases of each suite passed when it was last raised: fewer is a step back. */
const floors = z.record(z.string(), z.number().int());

function readFloors(): z.infer<typeof floors> {
  const text = readFileSync(path.join(import.meta.dirname, 'floor.json'), 'utf8');
  return floors.parse(JSON.parse(text));
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      corpus: { type: 'string' },
      suite: { type: 'string' },
      json: { type: 'string' },
      floor: { type: 'boolean', default: false },
    },
  });
  const { corpus, suite, json, floor } = values;
  const names = suite === undefined ? Object.keys(suites) : [suite];
  if (corpus === undefined || names.some((name) => suites[name] === undefined)) {
    console.error(usage);
    return 2;
  }
  const outcomes: SuiteOutcome[] = [];
  for (const name of names) {
    const dir = path.resolve(corpus, name);
    if (!existsSync(dir)) console.log(`${name}: not in the corpus`);
    else outcomes.push(await (suites[name]?.(dir) ?? Promise.reject(new Error(name))));
  }
  if (json !== undefined)
    writeFileSync(json, `${JSON.stringify({ ...totalsOf(outcomes), suites: outcomes }, null, 2)}\n`);
  console.log(reportOf(outcomes));
  const { failed } = totalsOf(outcomes);
  return floor ? fallenBelow(outcomes, readFloors()) : failed === 0 ? 0 : 1;
}

function fallenBelow(outcomes: readonly SuiteOutcome[], least: z.infer<typeof floors>): number {
  const below = outcomes.filter((outcome) => totalsOf([outcome]).passed < (least[outcome.suite] ?? 0));
  for (const outcome of below) {
    const { passed } = totalsOf([outcome]);
    console.error(`${outcome.suite}: ${passed} passed, the floor is ${least[outcome.suite]}`);
  }
  return below.length === 0 ? 0 : 1;
}

process.exitCode = await main();
