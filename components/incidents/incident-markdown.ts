import type { IncidentsResponse, OpenProblem } from '#lib/api/incidents-contract.ts';
import { fixText } from '#lib/diagnosis/explain.ts';
import type { ProblemSince } from '#lib/diagnosis/problem-record.ts';
import { formatUtc } from '#lib/format/clock.ts';
import type { ChangeRecord } from '#lib/history/change-record.ts';
import { changeText } from '#lib/history/change-text.ts';
import { harmText, lastsText, placeText, sentenceOf, stanceText, trendText } from './incident-text.ts';
import { measuredText } from './measured-text.ts';
import type { TrendOf } from './trend-of.ts';

interface Told {
  readonly problem: OpenProblem;
  readonly data: Pick<IncidentsResponse, 'nodes' | 'at'>;
  /** Null while it is not known. */
  readonly trend: TrendOf | null;
  /** The same incident at this moment, and its edge on the graph. */
  readonly links: { readonly incident: string; readonly edge: string };
}

const mostEvidence = 5;
const mostQueries = 3;

/** What would be read as a sign of Markdown stands for itself. */
const plain = (text: string): string => text.replace(/[\\`*<>|]/g, '\\$&');

/** A problem as Markdown, for the channel of the incident: times in UTC, for who reads it may be anywhere. */
export function asMarkdown({ problem, data, trend, links }: Told): string {
  const { diagnosis, stance } = problem;
  const [cause] = diagnosis.told ? diagnosis.causes : [];
  const confirmed = cause?.checks.filter(({ result }) => result === 'confirmed') ?? [];
  const queries = [...new Set(confirmed.flatMap(({ promql }) => promql ?? []))].slice(0, mostQueries);
  const said = stanceText(stance, data.at);
  const since = trend?.since ?? problem.since;
  return [
    `**${plain(placeText(problem, data.nodes))}**: ${plain(sentenceOf(problem))}`,
    '',
    `- Since: ${since === null ? 'not known' : sinceLine(since, data.at)}`,
    ...(trend?.trend
      ? [
          `- Trend: ${trendText(diagnosis.symptom.kind, trend.trend)}${trend.trend === 'new' || trend.trend === 'over' ? '' : ` (${measuredText(trend)})`}`,
        ]
      : []),
    `- Blast radius: ${plain(harmText(problem, data.nodes))}`,
    ...list(
      'Evidence',
      confirmed.slice(0, mostEvidence).map(({ text }) => text),
    ),
    ...list('What changed before', (trend?.changes ?? []).map(changeUtc)),
    ...(cause === undefined ? [] : [`- Fix: ${plain(fixText(cause))}`]),
    ...(said === null ? [] : [`- ${plain(said)}`]),
    `- Incident at this moment: ${links.incident}`,
    `- On the graph: ${links.edge}`,
    ...(queries.length === 0 ? [] : ['', '```promql', ...queries, '```']),
    '',
  ].join('\n');
}

const list = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [`- ${title}:`, ...lines.map((line) => `  - ${plain(line)}`)];

const sinceLine = (since: ProblemSince, now: number): string =>
  `${since.known === 'before' ? 'before ' : ''}${formatUtc(since.at)} (${lastsText(since, now)})`;

const changeUtc = (change: ChangeRecord): string =>
  `${formatUtc(change.at)} ${change.object.kind} ${change.object.namespace ?? ''}/${change.object.name} ${changeText(change)}${change.by === null ? '' : ` by ${change.by}`}`;
