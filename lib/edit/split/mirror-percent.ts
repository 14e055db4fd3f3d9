import { isObject, type Json, type JsonObject, numberAt } from '#lib/core/json.ts';
import { err, ok, type Result } from '#lib/core/result.ts';
import { type JsonPatchOperation, jsonPointer } from '../change-plan.ts';
import { patchBetween } from '../patch.ts';
import type { FieldPath, RouteMirror } from './route-rule.ts';

/** The operations that give mirrors of a rule new percentages (0 to 100); null leaves one as it is. */
export function shiftMirrors(
  object: JsonObject,
  mirrors: readonly RouteMirror[],
  percents: readonly (number | null)[],
): Result<readonly JsonPatchOperation[], string> {
  if (percents.length > mirrors.length)
    return err(`it has ${mirrors.length} mirrors, not ${percents.length}.`);
  if (percents.some((percent) => percent !== null && !(percent >= 0 && percent <= 100)))
    return err('a mirror copies 0 to 100 percent.');
  return ok(
    mirrors.flatMap((mirror, i) => {
      const percent = percents[i] ?? null;
      return percent === null || percent === (mirror.percent ?? 100)
        ? []
        : operations(object, mirror.path, percent);
    }),
  );
}

/** The place is held fast by a test of where the copies go; then the percentage alone is written. */
function operations(object: JsonObject, path: FieldPath, percent: number): readonly JsonPatchOperation[] {
  const key = path.at(-1);
  if (key === 'mirror') return ofMirror(object, path, percent);
  const written = valueAt(object, path);
  if (!isObject(written)) return [];
  const target = key === 'requestMirror' ? 'backendRef' : 'destination';
  const after =
    key === 'requestMirror'
      ? gatewayPercent(written, percent)
      : { ...written, percentage: ofIstio(written.percentage, percent) };
  return [
    { op: 'test', path: jsonPointer([...path, target]), value: written[target] ?? null },
    ...patchBetween(written, after, path),
  ];
}

/** The percentage of `mirror` stands beside it. The field before it holds whole numbers only and is not read where both are. */
function ofMirror(object: JsonObject, path: FieldPath, percent: number): readonly JsonPatchOperation[] {
  const at = path.slice(0, -1);
  const rule = valueAt(object, at);
  if (!isObject(rule)) return [];
  const { mirrorPercent, ...rest } = rule;
  const kept = { mirrorPercentage: rest.mirrorPercentage };
  const before = defined({ ...kept, mirrorPercent });
  const after = defined({ mirrorPercentage: ofIstio(rest.mirrorPercentage, percent) });
  return [
    { op: 'test', path: jsonPointer(path), value: rule.mirror ?? null },
    ...patchBetween(before, after, at),
  ];
}

const defined = (fields: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

const ofIstio = (written: Json | undefined, percent: number): JsonObject => ({
  ...(isObject(written) ? written : {}),
  value: percent,
});

/** A fraction stays one, of the same denominator where that can say it. `percent` holds whole numbers only. */
export function gatewayPercent(mirror: JsonObject, percent: number): JsonObject {
  const { percent: _, fraction, ...rest } = mirror;
  if (!isObject(fraction) && Number.isInteger(percent)) return { ...rest, percent };
  const written = numberAt(fraction, 'denominator') ?? 100;
  const numerator = (percent * written) / 100;
  if (Number.isInteger(numerator))
    return { ...rest, fraction: { ...(isObject(fraction) ? fraction : {}), numerator } };
  return { ...rest, fraction: { numerator: Math.round(percent * 10_000), denominator: 1_000_000 } };
}

function valueAt(object: Json, path: FieldPath): Json {
  return path.reduce<Json>((value, key) => {
    if (Array.isArray(value)) return value[Number(key)] ?? null;
    return isObject(value) ? (value[key] ?? null) : null;
  }, object);
}
