import { compileAnchored } from '../../store/re2.ts';
import { ExecutionError } from '../errors.ts';
import type { FunctionTable, VectorFunction } from '../evaluation.ts';
import { refuseDuplicates, type Vector } from '../vector.ts';
import { argument } from './ranges.ts';

const labelName = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** `$1`, `${1}`, `$name` and `$$` of a template, as Go's regexp expands them. */
function expand(template: string, match: RegExpExecArray): string {
  return template.replace(/\$(?:\$|\{(\w+)\}|(\w+))/g, (whole, braced?: string, bare?: string) => {
    if (whole === '$$') return '$';
    const name = braced ?? bare ?? '';
    return (/^\d+$/.test(name) ? match[Number(name)] : match.groups?.[name]) ?? '';
  });
}

function compile(pattern: string): RegExp {
  try {
    return compileAnchored(pattern);
  } catch {
    throw new ExecutionError(`invalid regular expression in label_replace(): ${pattern}`);
  }
}

const labelReplace: VectorFunction = (call, evaluation) => {
  const [target = '', template = '', source = '', pattern = ''] = call.args
    .slice(1)
    .map((arg) => evaluation.text(arg));
  const regex = compile(pattern);
  if (!labelName.test(target))
    throw new ExecutionError(`invalid destination label name in label_replace(): ${target}`);
  const input = evaluation.vector(argument(call, 0));
  const labels = input.labels.map((row) => {
    const match = regex.exec(row.get(source));
    return match ? row.with(new Map([[target, expand(template, match)]])) : row;
  });
  return unique({ labels, values: input.values });
};

const labelJoin: VectorFunction = (call, evaluation) => {
  const [target = '', separator = '', ...sources] = call.args.slice(1).map((arg) => evaluation.text(arg));
  for (const source of sources) {
    if (!labelName.test(source))
      throw new ExecutionError(`invalid source label name in label_join(): ${source}`);
  }
  if (!labelName.test(target))
    throw new ExecutionError(`invalid destination label name in label_join(): ${target}`);
  const input = evaluation.vector(argument(call, 0));
  const labels = input.labels.map((row) =>
    row.with(new Map([[target, sources.map((source) => row.get(source)).join(separator)]])),
  );
  return unique({ labels, values: input.values });
};

function unique(vector: Vector): Vector {
  refuseDuplicates(vector);
  return vector;
}

export const labelFunctions: FunctionTable<VectorFunction> = {
  label_replace: labelReplace,
  label_join: labelJoin,
};
