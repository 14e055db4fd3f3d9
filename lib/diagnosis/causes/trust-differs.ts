import { trustDomainsOf } from '#lib/mesh/mesh-config.ts';
import type { Cause } from '../cause.ts';
import { checked, decisive, unknown } from '../check.ts';
import { declaredTls } from '../client-tls.ts';
import { flaggedAtCaller, silence } from '../seen.ts';

/**
 * Handshakes between two clusters fail because neither knows the root that signed the other's certificates (UF,
 * CERTIFICATE_VERIFY_FAILED). No object of the mesh says so: it is likely where trust domains differ, possible else.
 */
export const trustDiffers: Cause = {
  code: 'trust-differs',
  look(situation) {
    const seen = flaggedAtCaller(situation, ['UF']);
    const { source, target, snapshot } = situation;
    if (seen === null || source.cluster === target.cluster || target.kind !== 'workload') return null;
    const [from, to] = [snapshot.clusters.get(source.cluster), snapshot.clusters.get(target.cluster)];
    const domains = [from, to].map((cluster) =>
      cluster === undefined ? null : [...trustDomainsOf(cluster)],
    );
    const [ours, theirs] = domains;
    const apart =
      ours == null || theirs == null ? null : ours.every((domain) => !theirs.includes(domain)) ? true : null;
    return {
      checks: [
        seen.check,
        decisive(
          checked(apart, {
            yes: `Their trust domains differ: ${ours?.join(', ')} and ${theirs?.join(', ')}`,
            no: '',
            unknown: 'Which root signed the certificates of either cluster is in no object that is read',
          }),
        ),
        checked(declaredTls(situation) === null, {
          yes: 'No DestinationRule sets TLS for the host',
          no: 'A DestinationRule sets TLS for the host: look at it first',
        }),
        silence(situation, seen.count),
        unknown('The roots beside each other tell', {
          command:
            'kubectl get configmap istio-ca-root-cert -o yaml, in both clusters; istioctl proxy-config secret POD',
        }),
      ],
      culprit: null,
      args: {
        caller: source.name,
        callee: target.name,
        from: source.cluster,
        to: target.cluster,
      },
      explains: seen.count,
      fix: null,
    };
  },
};
