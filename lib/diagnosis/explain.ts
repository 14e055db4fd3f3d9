import { formatClockShort } from '#lib/format/clock.ts';
import { formatLatency } from '#lib/format/duration.ts';
import { formatRate } from '#lib/format/rate.ts';
import { formatShare } from '#lib/format/share.ts';
import { causeText } from './catalogue.ts';
import type { CauseFound, Diagnosis } from './diagnosis.ts';
import { outcomeText } from './rows.ts';
import type { MadeBy, Symptom } from './symptom.ts';

/** How moments are written: in the viewer's time zone where none is given. */
export interface ExplainOptions {
  readonly timeZone?: string;
}

/** What is wrong, since when, and how much: `503 UC since 14:02, 38 rps, all of them`. */
export function symptomText(symptom: Symptom, { timeZone }: ExplainOptions = {}): string {
  const since = symptom.since === null ? '' : ` since ${formatClockShort(symptom.since, timeZone)}`;
  switch (symptom.kind) {
    case 'errors':
      return `${outcomeText(symptom.outcome)}${since}, ${formatRate(symptom.rate)}${partOf(symptom.share)}`;
    case 'slow':
      return `Slow${since}: ${formatLatency(symptom.now)} where it took ${formatLatency(symptom.before)}`;
    case 'stopped':
      return `No traffic${since}: ${formatRate(symptom.now)} where there were ${formatRate(symptom.before)}`;
  }
}

/** That a symptom is over: `503 UC is not seen any more`. */
export function goneText(symptom: Symptom): string {
  switch (symptom.kind) {
    case 'errors':
      return `${outcomeText(symptom.outcome)} is not seen any more`;
    case 'slow':
      return `requests do not take ${formatLatency(symptom.now)} any more`;
    case 'stopped':
      return 'there is traffic again';
  }
}

/** Nothing where it is not known of how many: of TCP connections nobody counts those that went well. */
const partOf = (share: number | null): string =>
  share === null ? '' : share >= 0.995 ? ', all of them' : `, ${formatShare(share)} of them`;

const madeByTexts: Readonly<Record<MadeBy, string>> = {
  'caller-proxy': 'made by the caller’s proxy',
  wire: 'made between the two proxies',
  'callee-proxy': 'made by the callee’s proxy',
  'callee-app': 'made by the application that is called',
  behind: 'made by something behind the callee',
  'caller-app': 'made by the caller’s own application',
  'cannot-tell': 'made by the callee’s proxy or its application',
};

export const madeByText = (madeBy: MadeBy): string => madeByTexts[madeBy];

/** The whole answer: symptom, cause, fix; without a cause, who made it and where to look. */
export function explain(diagnosis: Diagnosis, options: ExplainOptions = {}): string {
  const [first] = diagnosis.causes;
  const symptom = symptomText(diagnosis.symptom, options);
  if (first === undefined || !diagnosis.told) return `${symptom}: ${cannotTell(diagnosis)}`;
  return `${symptom}: ${whyText(first)}. Fix: ${fixText(first)}`;
}

type Sayable = Pick<CauseFound, 'code' | 'args' | 'covered'>;

/** Why, as the catalogue says it of one cause. */
export const whyText = ({ code, args, covered }: Sayable): string =>
  covered
    ? `${causeText(code).title.toLowerCase()}; more is in a namespace that you may not read`
    : causeText(code).why(args);

export const fixText = ({ code, args, covered }: Sayable): string =>
  covered ? 'Ask who owns that namespace.' : causeText(code).fix(args);

/** What is said where no cause is likely: as much as is known, and where the rest is. */
export function cannotTell({ symptom, causes }: Pick<Diagnosis, 'symptom' | 'causes'>): string {
  const possible = causes.filter(({ confidence }) => confidence === 'possible');
  const [first] = possible;
  const look = first === undefined ? where(symptom) : `it may be that ${whyText(first)}`;
  return symptom.kind === 'errors'
    ? `cannot tell why. It is ${madeByText(symptom.madeBy)}; ${look}.`
    : `cannot tell why. ${look.charAt(0).toUpperCase()}${look.slice(1)}.`;
}

function where(symptom: Symptom): string {
  if (symptom.kind !== 'errors') return 'look at the pods of both ends, and at what was changed at that time';
  switch (symptom.madeBy) {
    case 'caller-proxy':
    case 'caller-app':
      return 'look at the access log of the caller’s proxy';
    case 'wire':
      return 'look at the access log of the caller’s proxy (upstream_transport_failure_reason) and at the network in between';
    case 'behind':
      return 'follow the failing edges that leave the callee';
    default:
      return 'look at the access log of the callee’s proxy (response_code_details) and at the log of its application';
  }
}
