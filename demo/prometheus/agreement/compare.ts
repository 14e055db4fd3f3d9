import { type Answer, parseAnswer, type Sample } from './answer.ts';

/** One question put to both: an instant query (`at`) or a range query. Seconds. */
export type Question =
  | { readonly query: string; readonly at: number }
  | { readonly query: string; readonly start: number; readonly end: number; readonly step: number };

const relativeTolerance = 1e-9;
/** Sums that cancel out leave rounding noise, which has no relative size. */
const noise = 1e-9;

/** Puts each question to two servers; returns the differences in words, none where they agree. */
export async function compareServers(
  ours: string,
  theirs: string,
  questions: Iterable<Question>,
): Promise<readonly string[]> {
  const differences: string[] = [];
  for (const question of questions) {
    const [left, right] = await Promise.all([ask(ours, question), ask(theirs, question)]);
    const difference = differenceBetween(left, right, isTieBroken(question.query));
    if (difference !== null) differences.push(`${JSON.stringify(question)}: ${difference}`);
  }
  return differences;
}

async function ask(url: string, question: Question): Promise<Answer> {
  const [path, times] =
    'at' in question
      ? ['query', { time: String(question.at) }]
      : ['query_range', { start: `${question.start}`, end: `${question.end}`, step: `${question.step}` }];
  const response = await fetch(`${url}/api/v1/${path}`, {
    method: 'POST',
    body: new URLSearchParams({ query: question.query, ...times }),
  });
  return parseAnswer(await response.json());
}

/** Of equal values topk and bottomk may keep any, so only the values can be compared. */
const isTieBroken = (query: string): boolean => /\b(?:topk|bottomk)\b/.test(query);

function differenceBetween(ours: Answer, theirs: Answer, valuesOnly: boolean): string | null {
  if (ours.kind === 'error' || theirs.kind === 'error') {
    if (ours.kind === theirs.kind && ours.type === theirs.type) return null;
    return `ours ${summary(ours)}, theirs ${summary(theirs)}`;
  }
  if (ours.type !== theirs.type) return `ours is a ${ours.type}, theirs a ${theirs.type}`;
  if (valuesOnly) return differenceOfSamples('values', sortedValues(ours.rows), sortedValues(theirs.rows));
  for (const key of theirs.rows.keys()) if (!ours.rows.has(key)) return `ours lacks ${key}`;
  for (const [key, samples] of ours.rows) {
    const other = theirs.rows.get(key);
    if (!other) return `theirs lacks ${key}`;
    const difference = differenceOfSamples(key, samples, other);
    if (difference !== null) return difference;
  }
  return null;
}

const summary = (answer: Answer): string =>
  answer.kind === 'error' ? `${answer.type}: ${answer.message}` : `${answer.rows.size} rows`;

const sortedValues = (rows: ReadonlyMap<string, readonly Sample[]>): Sample[] =>
  [...rows.values()].flat().sort(([ta, a], [tb, b]) => ta - tb || number(a) - number(b));

function differenceOfSamples(key: string, ours: readonly Sample[], theirs: readonly Sample[]): string | null {
  if (ours.length !== theirs.length) return `${key}: ours has ${ours.length} points, theirs ${theirs.length}`;
  for (const [index, [time, value]] of ours.entries()) {
    const [otherTime, otherValue] = theirs[index] ?? [Number.NaN, ''];
    if (time !== otherTime || !sameValue(value, otherValue)) {
      return `${key}: ours ${value} at ${time}, theirs ${otherValue} at ${otherTime}`;
    }
  }
  return null;
}

function sameValue(ours: string, theirs: string): boolean {
  if (ours === theirs) return true;
  const a = number(ours);
  const b = number(theirs);
  if (!Number.isFinite(a) || !Number.isFinite(b)) return false;
  return Math.abs(a - b) <= Math.max(noise, relativeTolerance * Math.max(Math.abs(a), Math.abs(b)));
}

const number = (text: string): number =>
  text === '+Inf' ? Number.POSITIVE_INFINITY : text === '-Inf' ? Number.NEGATIVE_INFINITY : Number(text);
