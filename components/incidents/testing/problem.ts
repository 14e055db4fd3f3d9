import type { OpenProblem } from '#lib/api/incidents-contract.ts';
import { clusterId, edgeId, nodeId } from '#lib/core/ids.ts';
import { epochSeconds, perSecond, share } from '#lib/core/units.ts';
import type { Stance } from '#lib/diagnosis/acknowledgement.ts';

export const at = epochSeconds.parse(1_764_000_000);

/** A rule without a subset, as far as a test does not say otherwise. */
export function problem(
  key: string,
  stance: Partial<Stance> = {},
  namespaces: readonly string[] = ['shop'],
): OpenProblem {
  const object = {
    cluster: clusterId.parse('Kubernetes'),
    group: 'networking.istio.io',
    kind: 'DestinationRule',
    namespace: 'shop',
    name: 'cart-plaintext',
  };
  return {
    key: key.padEnd(8, '-'),
    diagnosis: {
      edge: edgeId.parse('frontend|cart'),
      symptom: {
        kind: 'errors',
        outcome: { code: '503', grpcStatus: null, flags: ['UH'] },
        madeBy: 'caller-proxy',
        reporter: 'source',
        count: 300,
        errors: 300,
        total: 300,
        share: share.parse(1),
        rate: perSecond.parse(38),
        since: null,
      },
      causes: [
        {
          code: 'missing-subset',
          confidence: 'certain',
          checks: [
            {
              text: 'Subset v9 is not defined',
              result: 'confirmed',
              decisive: true,
              object,
              path: 'spec.subsets',
              promql: 'sum(rate(istio_requests_total[5m]))',
              command: null,
            },
          ],
          culprit: { object, path: 'spec.subsets' },
          args: { subset: 'v9', defined: 'v1 and v2' },
          explains: 300,
          fix: null,
          covered: false,
        },
      ],
      told: true,
    },
    source: nodeId.parse('frontend'),
    target: nodeId.parse('cart'),
    edges: [edgeId.parse('frontend|cart')],
    affected: [],
    callers: [nodeId.parse('frontend')],
    rate: 38,
    over: false,
    reaches: 41,
    namespaces: [...namespaces],
    since: { at: epochSeconds.parse(at - 720), known: 'onset' },
    stance: { state: 'open', said: null, grown: false, ...stance },
  };
}
