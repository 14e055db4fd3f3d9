import { asEpochSeconds } from '#lib/core/branded.ts';
import { alertLabelsIn, alertMoment, readAlertTime } from '#lib/url/alert-link.ts';
import { atCodec } from '#lib/url/time-codec.ts';

type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

const first = (value: string | string[] | undefined): string =>
  (Array.isArray(value) ? value[0] : value) ?? '';

/** The labels that a link names, its time as it was given and as pages read it: null for the present. `now` is Unix time in seconds. */
export function alertOf(params: SearchParams, now: number) {
  const given = first(params.at) || null;
  const moment = alertMoment(readAlertTime(given ?? ''), asEpochSeconds(Math.floor(now)));
  return {
    labels: alertLabelsIn(Object.entries(params).map(([name, value]) => [name, first(value)])),
    given,
    at: moment === null ? null : atCodec.serialize(moment),
  };
}
