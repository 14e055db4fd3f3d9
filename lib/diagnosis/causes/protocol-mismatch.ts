import { declaredProtocol } from '#lib/istio/protocol.ts';
import { refOf } from '#lib/mesh/objects.ts';
import type { Cause } from '../cause.ts';
import { checked, decisive } from '../check.ts';
import { flaggedAtCallee, flaggedAtCaller } from '../seen.ts';
import { showObject } from '../shown-by.ts';

/** One side speaks another protocol than the port of the Service is declared for (UPE 502, DPE 400). */
export const protocolMismatch: Cause = {
  code: 'protocol-mismatch',
  look(situation) {
    const { service, calleeCluster, edge } = situation;
    const seen = flaggedAtCaller(situation, ['UPE', 'DPE']) ?? flaggedAtCallee(situation, ['UPE', 'DPE']);
    if (seen === null || service === null || calleeCluster === null) return null;
    const object = refOf(calleeCluster, 'Service', service);
    const ports = service.spec?.ports ?? [];
    const declared = ports.map((port) => declaredProtocol(port));
    const index = declared.findIndex(
      (protocol) => protocol === 'http2' || protocol === 'grpc' || protocol === null,
    );
    const path = `spec.ports[${Math.max(index, 0)}].${ports[Math.max(index, 0)]?.appProtocol === undefined ? 'name' : 'appProtocol'}`;
    const protocol = declared[Math.max(index, 0)] ?? 'no protocol';
    return {
      checks: [
        decisive(seen.check),
        checked(
          index >= 0 ? true : null,
          {
            yes: `The port is declared as ${protocol}, which the other side may not speak`,
            no: '',
            unknown: `The port is declared as ${protocol}; calls are seen as ${edge.protocol}`,
          },
          { object, path, command: showObject(object) },
        ),
      ],
      culprit: { object, path },
      args: { service: service.metadata.name, protocol },
      explains: seen.count,
      fix: null,
    };
  },
};
