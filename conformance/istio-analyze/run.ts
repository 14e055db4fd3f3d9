import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Finding } from '#lib/core/finding.ts';
import { validateMesh } from '#lib/validation/run.ts';
import { brokenCase, type CaseOutcome, type SuiteOutcome } from '../case-outcome.ts';
import { compareFindings } from '../findings/compare-findings.ts';
import { meshConfigMap, meshOfFiles } from '../findings/mesh-of-files.ts';
import { scoreApart } from '../findings/score-apart.ts';
import { type AnalyzeCase, type Analyzer, readAnalyzeCases, readAnalyzers } from './case-file.ts';
import { referenceTypes } from './reference-types.ts';

/** Runs the cases of Istio's analyzers against the rules. */
export async function runIstioAnalyze(dir: string): Promise<SuiteOutcome> {
  const analyzers = readAnalyzers(path.join(dir, 'analyzers.json'));
  const cases = readAnalyzeCases(path.join(dir, 'cases.json'));
  return {
    suite: 'istio-analyze',
    cases: cases.map((one) => runCase(dir, one, analyzers[one.analyzer])),
    leftOut: 0,
  };
}

function runCase(dir: string, one: AnalyzeCase, analyzer: Analyzer | undefined): CaseOutcome {
  const { id, analyzer: kind } = one;
  try {
    const namespace = defaultNamespace(one);
    const found = validateMesh(meshOfCase(dir, one, namespace))
      .filter((finding) => one.scope.includes(finding.code) && isOf(analyzer, finding))
      .map((finding) => ({ ...finding, object: written(finding, namespace) }));
    const expected = one.expected.map(({ code, level, resource }) => ({
      code,
      level: level.toLowerCase(),
      object: withNamespace(resource, namespace),
    }));
    const levels = scoreApart(
      'level',
      expected,
      found,
      ({ level }) => level,
      ({ level }) => level,
    );
    return { id, kind, quirk: null, ...compareFindings(found, expected), apart: [levels] };
  } catch (error) {
    return brokenCase(id, kind, null, error);
  }
}

/** Where a file mixes objects without a namespace and those of `default`, the two stay apart, as its notes say. */
const defaultNamespace = ({ notes }: AnalyzeCase): string =>
  notes?.includes('keeps the two apart') === true ? '' : 'default';

function meshOfCase(dir: string, one: AnalyzeCase, namespace: string) {
  const testdata = path.join(dir, 'testdata');
  const ingress = '../defaults/default-ingressgateway.yaml';
  const text = (file: string) => readFileSync(path.join(testdata, file), 'utf8');
  const data = {
    ...(one.meshConfig === undefined ? {} : { mesh: text(one.meshConfig) }),
    ...(one.meshNetworks === undefined ? {} : { meshNetworks: text(one.meshNetworks) }),
  };
  const beside = Object.keys(data).length === 0 ? [] : [meshConfigMap('istio-system', data)];
  const clusters = one.clusters ?? { Kubernetes: one.files };
  const withDefaults = Object.entries(clusters).map(([name, files]) => [name, [ingress, ...files]]);
  return meshOfFiles(testdata, Object.fromEntries(withDefaults), beside, namespace);
}

/** Of codes that several analyzers report, only what this one would. */
function isOf(analyzer: Analyzer | undefined, { code, args, object }: Finding): boolean {
  if (analyzer === undefined) return true;
  if (code === 'IST0101') {
    const type = referenceTypes[args.what ?? ''];
    const types = analyzer.reftypes;
    return (
      (types === undefined || (type !== undefined && types.includes(type))) && reads(analyzer, object.kind)
    );
  }
  return code !== 'IST0002' || reads(analyzer, object.kind);
}

const reads = ({ inputs }: Analyzer, kind: string): boolean => inputs.includes(kind);

/** A finding's object as the corpus writes it. The networks of the mesh are a part of istiod's ConfigMap in a cluster. */
function written({ code, object: { kind, namespace, name } }: Finding, fallback: string): string {
  if (code === 'IST0126') return `MeshNetworks ${namespace}/meshnetworks`;
  return withNamespace(namespace ? `${kind} ${namespace}/${name}` : `${kind} ${name}`, fallback);
}

const clusterWide = /^(Namespace|Node|GatewayClass|CustomResourceDefinition|\w+WebhookConfiguration) /;

function withNamespace(resource: string, namespace: string): string {
  if (resource.includes('/') || namespace === '' || clusterWide.test(resource)) return resource;
  const [kind, name] = resource.split(' ');
  return `${kind} ${namespace}/${name}`;
}
