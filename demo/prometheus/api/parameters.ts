import { durationMs } from '../promql/literals.ts';

/** A parameter that is missing or malformed: 400 bad_data. */
export class BadParameter extends Error {}

/** The parameters of a request, from the address and, for a form, the body. */
export type Parameters = URLSearchParams;

const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

/** Milliseconds of `1600000000.123` or an RFC 3339 time; `fallback` where the parameter is absent. */
export function timeParameter(parameters: Parameters, name: string, fallback?: number): number {
  const text = parameters.get(name) ?? '';
  if (text === '' && fallback !== undefined) return fallback;
  const ms = rfc3339.test(text) ? Date.parse(text) : Math.round(floatValue(text) * 1000);
  if (!Number.isFinite(ms)) throw invalid(name, `cannot parse ${JSON.stringify(text)} to a valid timestamp`);
  return ms;
}

/** Milliseconds of `15`, `0.5` (seconds) or `1m`; null where the parameter is absent. */
export function durationParameter(parameters: Parameters, name: string): number | null {
  const text = parameters.get(name) ?? '';
  if (text === '') return null;
  const seconds = floatValue(text);
  const ms = Number.isNaN(seconds) ? durationMs(text) : seconds * 1000;
  if (ms === null) throw invalid(name, `cannot parse ${JSON.stringify(text)} to a valid duration`);
  return ms;
}

/** A whole number of at least 0; null where the parameter is absent, and for 0, which means no limit. */
export function limitParameter(parameters: Parameters): number | null {
  const text = parameters.get('limit') ?? '';
  if (text === '') return null;
  if (!/^\d+$/.test(text))
    throw invalid('limit', `cannot parse ${JSON.stringify(text)} to a positive number`);
  return Number(text) || null;
}

/** The refusal of a parameter, in the words of Prometheus. */
export function invalid(name: string, reason: string): BadParameter {
  return new BadParameter(`invalid parameter ${JSON.stringify(name)}: ${reason}`);
}

const floatValue = (text: string): number =>
  /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text) ? Number(text) : Number.NaN;
