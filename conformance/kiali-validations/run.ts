import path from 'node:path';
import type { Finding } from '#lib/core/finding.ts';
import { kialiCodesOf } from '#lib/validation/codes/kiali.ts';
import { allRules } from '#lib/validation/rules/all.ts';
import { validateMesh } from '#lib/validation/run.ts';
import { brokenCase, type CaseOutcome, type SuiteOutcome } from '../case-outcome.ts';
import { compareFindings } from '../findings/compare-findings.ts';
import { scoreApart } from '../findings/score-apart.ts';
import { readValidationCases, type ValidationCase } from './case-file.ts';
import { meshOfCase } from './mesh-of-case.ts';

/** Runs the cases of Kiali's checkers against the rules. */
export async function runKialiValidations(dir: string): Promise<SuiteOutcome> {
  const cases = readValidationCases(path.join(dir, 'cases.json'));
  return { suite: 'kiali-validations', cases: cases.map((one) => runCase(dir, one)), leftOut: 0 };
}

function runCase(dir: string, one: ValidationCase): CaseOutcome {
  const { id, checker: kind } = one;
  try {
    const silenced = one.context.skipWildcardGatewayHosts ? ['WEFT1091'] : [];
    const findings = validateMesh(meshOfCase(dir, one), allRules);
    const heard = findings.filter(({ code }) => !silenced.includes(code));
    const found = heard.flatMap((finding) =>
      kialiCodesOf(finding)
        .filter((code) => one.scope.includes(code))
        .map((code) => ({ ...finding, code, object: written(finding) })),
    );
    const expected = one.expected.map((e) => ({ ...e, object: `${e.kind} ${e.namespace}/${e.name}` }));
    const severities = scoreApart(
      'severity',
      expected,
      found,
      ({ severity }) => severity,
      ({ level }) => (level === 'info' ? 'unknown' : level),
    );
    const paths = scoreApart(
      'path',
      expected,
      found,
      (expectation) => expectation.path,
      (finding) => finding.path.replaceAll('.', '/'),
    );
    return { id, kind, quirk: null, ...compareFindings(found, expected), apart: [severities, paths] };
  } catch (error) {
    return brokenCase(id, kind, null, error);
  }
}

const controllers = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Rollout', 'Pod']);

/** A finding's object as the corpus writes it: Kiali speaks of workloads and services. */
function written({ object: { kind, namespace, name } }: Finding): string {
  const as = controllers.has(kind) ? 'workload' : kind === 'Service' ? 'service' : kind;
  return `${as} ${namespace ?? ''}/${name}`;
}
