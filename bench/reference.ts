import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

const exec = promisify(execFile);

/** The frozen reference queries for one window. */
function referenceQueries(windowSeconds: number): readonly string[] {
  const text = readFileSync(path.join(import.meta.dirname, 'queries.txt'), 'utf8');
  const queries = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return queries.map((query) => query.replaceAll('$w', `${windowSeconds}s`));
}

/** Milliseconds that curl takes for all reference queries at once, bodies discarded. */
export async function curlReference(prometheus: string, windowSeconds: number, at: number): Promise<number> {
  const from = performance.now();
  await Promise.all(
    referenceQueries(windowSeconds).map((query) =>
      exec('curl', [
        '-s',
        '-f',
        '-o',
        '/dev/null',
        '--data-urlencode',
        `query=${query}`,
        '-d',
        `time=${at}`,
        `${prometheus}/api/v1/query`,
      ]),
    ),
  );
  return performance.now() - from;
}

const answer = z.object({
  data: z.object({ stats: z.object({ samples: z.object({ totalQueryableSamples: z.number() }) }) }),
});

/** totalQueryableSamples of the reference queries together. */
export async function referenceSamples(
  prometheus: string,
  windowSeconds: number,
  at: number,
): Promise<number> {
  let total = 0;
  for (const query of referenceQueries(windowSeconds)) {
    const body = new URLSearchParams({ query, time: String(at), stats: 'all' });
    const got = await fetch(`${prometheus}/api/v1/query`, { method: 'POST', body });
    total += answer.parse(await got.json()).data.stats.samples.totalQueryableSamples;
  }
  return total;
}
