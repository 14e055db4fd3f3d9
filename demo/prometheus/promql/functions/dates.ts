import { emptyLabels } from '../../store/labels.ts';
import type { FunctionTable, VectorFunction } from '../evaluation.ts';
import { mapValues } from '../vector.ts';
import { argument } from './ranges.ts';

const dayMs = 86_400_000;

/** A part of a UTC date, of each value taken as seconds, or of the evaluation time when there is no argument. */
const part =
  (of: (date: Date) => number): VectorFunction =>
  (call, evaluation) => {
    const read = (seconds: number): number => of(new Date(Math.trunc(seconds) * 1000));
    if (call.args.length === 0) return { labels: [emptyLabels], values: [read(evaluation.ts / 1000)] };
    return mapValues(evaluation.vector(argument(call, 0)), read);
  };

const startOfYear = (date: Date): number => Date.UTC(date.getUTCFullYear(), 0, 1);

export const dateFunctions: FunctionTable<VectorFunction> = {
  minute: part((date) => date.getUTCMinutes()),
  hour: part((date) => date.getUTCHours()),
  day_of_week: part((date) => date.getUTCDay()),
  day_of_month: part((date) => date.getUTCDate()),
  day_of_year: part((date) => Math.floor((date.getTime() - startOfYear(date)) / dayMs) + 1),
  days_in_month: part((date) =>
    new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate(),
  ),
  month: part((date) => date.getUTCMonth() + 1),
  year: part((date) => date.getUTCFullYear()),
};
