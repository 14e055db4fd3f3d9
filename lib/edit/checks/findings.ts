import type { Check } from '#lib/core/check.ts';
import type { Finding } from '#lib/core/finding.ts';
import { objectName } from '#lib/core/object-ref.ts';
import { findingText } from '#lib/validation/codes.ts';
import type { PlanInput } from './plan-input.ts';
import { blocks, passes, warns } from './say.ts';

const code = 'findings';

/** What validation finds after a plan and not before it: errors are passed by the code of the first, warnings only told. */
export function findingsCheck({ appeared }: PlanInput): readonly Check[] {
  const heard = appeared.filter(({ suppressed }) => suppressed === undefined);
  const errors = heard.filter(({ level }) => level === 'error');
  const warnings = heard.filter(({ level }) => level === 'warning');
  const [error] = errors;
  const told = [
    ...(error === undefined
      ? []
      : [
          blocks(
            code,
            `It brings ${counted(errors, 'error')}`,
            'Mend the change so that it brings none.',
            error.code,
          ),
        ]),
    ...(warnings.length === 0 ? [] : [warns(code, `It brings ${counted(warnings, 'warning')}`)]),
  ];
  return told.length > 0 ? told : [passes(code, 'It brings no errors or warnings.')];
}

const shown = 3;

/** Findings that read the same are told once, with how many times: they differ in a field that the sentence does not name. */
function counted(findings: readonly Finding[], word: string): string {
  const alike = [...Map.groupBy(findings, textOf)];
  const told = alike.slice(0, shown);
  const left = findings.length - told.reduce((sum, [, same]) => sum + same.length, 0);
  const texts = told.map(([text, same]) => (same.length === 1 ? text : `${same.length} times ${text}`));
  const more = left > 0 ? ` And ${left} more.` : '';
  return `${findings.length} ${word}${findings.length === 1 ? '' : 's'}. ${texts.join(' ')}${more}`;
}

const textOf = (one: Finding): string => `${one.code} on ${objectName(one.object)}: ${findingText(one)}`;
