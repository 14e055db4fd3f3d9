import { parseArgs } from 'node:util';
import { z } from 'zod';
import { findingLevel } from '#lib/core/finding.ts';
import { err, ok, type Result } from '#lib/core/result.ts';
import { readSilences, type Silence } from '#lib/validation/silence.ts';

export const usage = `weft validate FILE|DIR|- …                    findings in YAML files; - reads standard input
weft validate --context NAME                  findings in a live cluster
weft validate --context NAME FILE|DIR|- …     what the files would change there: findings that appear, go and stay

  --context NAME       the context of the kubeconfig
  --kubeconfig FILE    another kubeconfig than the one that KUBECONFIG or ~/.kube/config names
  --istio-namespace NAME            where the mesh configuration is (default: istio-system)
  --namespace NAME                  only findings on objects of this namespace, as often as needed
  --output text|json|sarif|github   how findings are written (default: text)
  --fail-on error|warning|info      the least level that makes the exit code 1 (default: error)
  --suppress CODE[=OBJECT]          not to be told, as often as needed: IST0102, or IST0103=Pod/testing/*
  --every-rule                      also the rules that say more than most want to hear

Without a cluster the files are taken for the whole mesh. Of kinds that a mesh has and no file holds (pods, namespaces,
secrets, and services where neither Services nor ServiceEntries are given) nothing is concluded. Of a cluster everything is
listed once and nothing is written; checks that need what may not be listed say nothing, and that is told. The annotations
galley.istio.io/analyze-suppress and kiali.io/ignore-validations are honoured; what is suppressed is counted.

Exit codes: 0 nothing at that level, 1 at least one finding (files on a cluster: one that the files bring), 2 wrong usage,
input that cannot be read, or a cluster that cannot be.`;

const options = z.object({
  output: z.enum(['text', 'json', 'sarif', 'github']),
  'fail-on': findingLevel,
  'every-rule': z.boolean(),
  suppress: z.array(z.string()),
  namespace: z.array(z.string()),
  context: z.string().optional(),
  kubeconfig: z.string().optional(),
  'istio-namespace': z.string(),
});

/** The cluster that is asked for. */
export interface ClusterOptions {
  readonly context: string | undefined;
  readonly kubeconfig: string | undefined;
  readonly istioNamespace: string;
}

export interface ValidateOptions {
  readonly paths: readonly string[];
  readonly output: z.infer<typeof options>['output'];
  readonly failOn: z.infer<typeof findingLevel>;
  readonly everyRule: boolean;
  readonly silences: readonly Silence[];
  /** Findings on objects of other namespaces are left out; null for none. */
  readonly namespaces: ReadonlySet<string> | null;
  /** Null where the files are the whole mesh. */
  readonly cluster: ClusterOptions | null;
}

/** The options of `weft validate`; the error is one line that names what is wrong. */
export function parseOptions(args: readonly string[]): Result<ValidateOptions, string> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        output: { type: 'string', default: 'text' },
        'fail-on': { type: 'string', default: 'error' },
        'every-rule': { type: 'boolean', default: false },
        suppress: { type: 'string', multiple: true, default: [] },
        namespace: { type: 'string', multiple: true, default: [] },
        context: { type: 'string' },
        kubeconfig: { type: 'string' },
        'istio-namespace': { type: 'string', default: 'istio-system' },
      },
    });
    const parsed = options.safeParse(values);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      return err(`--${String(issue?.path[0])}: ${issue?.message ?? 'cannot be used'}`);
    }
    const cluster = clusterOf(parsed.data);
    if (positionals.length === 0 && cluster === null) return err('Neither a file nor a cluster is given.');
    const { output, 'fail-on': failOn, 'every-rule': everyRule, suppress, namespace } = parsed.data;
    const silences = readSilences(suppress.join(','));
    if (!silences.ok) return err(`--suppress: ${silences.error}.`);
    const namespaces = namespace.length === 0 ? null : new Set(namespace);
    return ok({
      paths: positionals,
      output,
      failOn,
      everyRule,
      silences: silences.value,
      namespaces,
      cluster,
    });
  } catch (error) {
    return err(error instanceof Error ? error.message : String(error));
  }
}

function clusterOf(given: z.infer<typeof options>): ClusterOptions | null {
  const { context, kubeconfig, 'istio-namespace': istioNamespace } = given;
  return context === undefined && kubeconfig === undefined ? null : { context, kubeconfig, istioNamespace };
}
