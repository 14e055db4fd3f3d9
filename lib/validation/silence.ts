import type { ObjectRef } from '#lib/core/object-ref.ts';
import { err, ok, type Result } from '#lib/core/result.ts';

/** Findings that somebody does not want to hear of: those of a code (`*` for every one) on objects that a pattern fits. */
export interface Silence {
  readonly code: string;
  /** The object as `Kind/namespace/name` or `Kind name.namespace`; `*` stands for any text. */
  readonly object: string;
  /** As it was written. */
  readonly text: string;
}

const code = /^(\*|(IST|WEFT|KIA)\d{4}|GWAPI)$/;

/**
 * A silence as `CODE` or `CODE=OBJECT`, the latter in the words of `istioctl analyze --suppress` (istio/istio
 * istioctl/pkg/analyze/analyze.go 86c9f01f) or with slashes. The error says what is wrong and the cure.
 */
export function readSilence(text: string): Result<Silence, string> {
  const [first = '', ...rest] = text.split('=');
  const object = rest.join('=').trim();
  if (!code.test(first.trim()))
    return err(
      `"${text}" does not begin with a code of a finding: write one such as IST0102, or * for all of them`,
    );
  if (rest.length > 0 && !/^[^\s/]+[\s/]\S+$|^\*$/.test(object))
    return err(
      `"${text}" names no object: write it as Kind/namespace/name, with * for any text, such as IST0103=Pod/testing/*`,
    );
  return ok({ code: first.trim(), object: rest.length === 0 ? '*' : object, text: text.trim() });
}

/** Silences separated by commas or lines; the error is that of the first that cannot be read. */
export function readSilences(text: string): Result<readonly Silence[], string> {
  const silences: Silence[] = [];
  for (const part of text.split(/[,\n]/)) {
    if (part.trim() === '') continue;
    const silence = readSilence(part.trim());
    if (!silence.ok) return silence;
    silences.push(silence.value);
  }
  return ok(silences);
}

/** Whether the object of a finding is one that the silence is about. */
export function coversObject({ object }: Silence, { kind, namespace, name }: ObjectRef): boolean {
  if (object === '*') return true;
  const names =
    namespace === null
      ? [`${kind}/${name}`, `${kind} ${name}`]
      : [`${kind}/${namespace}/${name}`, `${kind} ${name}.${namespace}`];
  return names.some((written) => fits(object, written));
}

/** Without a regular expression: a pattern with many stars must cost no more than a short walk. */
function fits(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return pattern === text;
  if (!text.startsWith(first)) return false;
  const last = rest.pop() ?? '';
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
