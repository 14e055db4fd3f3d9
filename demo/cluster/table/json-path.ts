import { isObject, type Json } from '#lib/core/json.ts';

/**
 * Evaluates the paths that CustomResourceDefinitions use for their columns: `.spec.hosts`, `.spec.rules[0].host`,
 * `.spec.rules[*].host`, `.status.conditions[?(@.type=="Ready")].status`, `.metadata.labels.a\.b`. Returns all matches.
 */
export function evaluatePath(path: string, root: Json): Json[] {
  let values: Json[] = [root];
  for (const step of steps(path)) values = values.flatMap((value) => take(value, step));
  return values;
}

type Step =
  | { kind: 'key'; key: string }
  | { kind: 'index'; index: number }
  | { kind: 'all' }
  | { kind: 'filter'; path: string; equal: boolean; value: string };

const stepPattern =
  /\.((?:\\.|[^.[\\])+)|\[(\d+)\]|\[(\*)\]|\['([^']*)'\]|\[\?\(\s*@\.([^=!\s]+)\s*(==|!=)\s*["']([^"']*)["']\s*\)\]/gy;

function steps(path: string): Step[] {
  const text = path.replace(/^\{|\}$/g, '');
  const found: Step[] = [];
  stepPattern.lastIndex = 0;
  for (let m = stepPattern.exec(text); m !== null; m = stepPattern.exec(text)) {
    if (m[1] !== undefined) found.push({ kind: 'key', key: m[1].replaceAll('\\', '') });
    else if (m[2] !== undefined) found.push({ kind: 'index', index: Number(m[2]) });
    else if (m[3] !== undefined) found.push({ kind: 'all' });
    else if (m[4] !== undefined) found.push({ kind: 'key', key: m[4] });
    else found.push({ kind: 'filter', path: `.${m[5] ?? ''}`, equal: m[6] === '==', value: m[7] ?? '' });
  }
  return found;
}

function take(value: Json, step: Step): Json[] {
  switch (step.kind) {
    case 'key': {
      const child = isObject(value) ? value[step.key] : undefined;
      return child === undefined ? [] : [child];
    }
    case 'index': {
      const child = Array.isArray(value) ? value[step.index] : undefined;
      return child === undefined ? [] : [child];
    }
    case 'all':
      if (Array.isArray(value)) return value;
      return isObject(value) ? Object.values(value).filter((v) => v !== undefined) : [];
    case 'filter':
      if (!Array.isArray(value)) return [];
      return value.filter(
        (item) => (String(evaluatePath(step.path, item)[0] ?? '') === step.value) === step.equal,
      );
  }
}
