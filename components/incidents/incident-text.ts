import { nodeLabel } from '#components/graph/scene/node-name.ts';
import type { IncidentsResponse, OpenProblem } from '#lib/api/incidents-contract.ts';
import type { EpochSeconds, Seconds } from '#lib/core/units.ts';
import type { Acknowledgement, Stance } from '#lib/diagnosis/acknowledgement.ts';
import { cannotTell, symptomText, whyText } from '#lib/diagnosis/explain.ts';
import type { Point } from '#lib/diagnosis/onset.ts';
import type { ProblemSince } from '#lib/diagnosis/problem-record.ts';
import { lastErrors, type Trend } from '#lib/diagnosis/trend.ts';
import { formatClockShort, formatMoment } from '#lib/format/clock.ts';
import { formatAge, formatSpan } from '#lib/format/duration.ts';
import { plural } from '#lib/format/ellipsis.ts';
import { formatRate } from '#lib/format/rate.ts';
import type { GraphNode } from '#lib/graph/model.ts';
import type { ChangeRecord } from '#lib/history/change-record.ts';
import { changeText } from '#lib/history/change-text.ts';

/** So many callers are named. */
const most = 4;

/** Who is hurt, and how much: `41 rps fail for 3 callers: frontend v1, …`. */
export function harmText(
  { rate, reaches, callers, diagnosis }: OpenProblem,
  nodes: IncidentsResponse['nodes'],
): string {
  const named = callers.flatMap((id) => nodes.find((node) => node.id === id) ?? []).map(nodeLabel);
  const others = callers.length - Math.min(named.length, most);
  const who = [...named.slice(0, most), ...(others > 0 ? [`${others} more`] : [])].join(', ');
  const verb = verbs[diagnosis.symptom.kind];
  const further = reaches > rate ? `; ${formatRate(reaches)} reach those furthest up` : '';
  return `${formatRate(rate)} ${verb} for ${plural(callers.length, 'caller')}${who === '' ? '' : `: ${who}`}${further}.`;
}

type Kind = OpenProblem['diagnosis']['symptom']['kind'];

const verbs: Readonly<Record<Kind, string>> = { errors: 'fail', slow: 'are slow', stopped: 'are missing' };

/** What harm is counted in, where there is room for a word. */
export const harmOf: Readonly<Record<Kind, string>> = { errors: 'fail', slow: 'slow', stopped: 'missing' };

/** An edge by the names of its ends. */
export function placeText(
  { source, target }: Pick<OpenProblem, 'source' | 'target'>,
  nodes: readonly GraphNode[],
): string {
  const name = (id: string) => {
    const node = nodes.find((each) => each.id === id);
    return node === undefined ? 'somewhere' : nodeLabel(node);
  };
  return `${name(source)} → ${name(target)}`;
}

/** What is wrong and why; since when is told beside it. */
export function sentenceOf({ diagnosis }: OpenProblem): string {
  const [first] = diagnosis.told ? diagnosis.causes : [];
  const symptom = symptomText({ ...diagnosis.symptom, since: null });
  return `${symptom}: ${first === undefined ? cannotTell(diagnosis) : `${whyText(first)}.`}`;
}

/** Since when, in the viewer's time: `14:02`, with its day where that is another; `before 14:02` where nobody saw it begin. */
export function sinceText({ at, known }: ProblemSince, now: number): string {
  const moment = momentText(at, now);
  return known === 'before' ? `before ${moment}` : moment;
}

/** For how long: `12 min`, `over 1 h`. */
export const lastsText = ({ at, known }: ProblemSince, now: number): string =>
  `${known === 'before' ? 'over ' : ''}${formatSpan(roughly(now - at))}`;

/** Seconds tell nothing of what lasts for minutes. */
export const roughly = (seconds: number): number => (seconds < 60 ? seconds : Math.floor(seconds / 60) * 60);

const trendTexts: Readonly<Record<Trend, string>> = {
  new: 'just began',
  rising: 'rising',
  steady: 'steady',
  falling: 'falling',
  over: 'no more errors',
};

export const trendText = (kind: Kind, trend: Trend): string =>
  kind === 'stopped' && trend === 'over' ? 'traffic is back' : trendTexts[trend];

/** That it has ended, and why it is told of all the same. */
export function overText(kind: Kind, points: readonly Point[], window: Seconds): string {
  if (kind === 'stopped') return `Traffic is back: the last ${formatSpan(window)} still lack some.`;
  const last = lastErrors(points);
  const since = last === null ? '' : ` since ${formatClockShort(last)}`;
  return `No more errors${since}: the last ${formatSpan(window)} still hold some.`;
}

/** One change in a line: `14:01 DestinationRule cart was created by kubectl`. */
export const changeLine = (change: ChangeRecord): string =>
  `${formatClockShort(change.at)} ${change.object.kind} ${change.object.name} ${changeText(change)}${change.by === null ? '' : ` by ${change.by}`}`;

/** What a person said last, with when and why; null where that is over. */
export function stanceText({ state, said, grown }: Stance, now: number): string | null {
  if (said === null) return null;
  const note = said.note === '' ? '' : `: ${said.note}`;
  const age = formatAge(said.at, roughlyNow(said, now));
  if (state === 'acknowledged') return `Acknowledged by ${said.by} ${age}${note}`;
  const head = `Snoozed by ${said.by} ${age}, ${untilText(said, now)}${note}`;
  return grown ? `${head} — it is back: at least twice as many fail as then` : head;
}

const roughlyNow = ({ at }: Pick<Acknowledgement, 'at'>, now: number): number => at + roughly(now - at);

const untilText = ({ until }: Acknowledgement, now: number): string =>
  until === null ? 'until it changes or goes' : `until ${momentText(until, now)}`;

/** With its day where it may be another. */
const momentText = (at: EpochSeconds, now: number): string =>
  Math.abs(now - at) < 43_200 ? formatClockShort(at) : formatMoment(at).slice(0, -3);
