import { refOf } from '#lib/mesh/objects.ts';
import type { Cause } from '../cause.ts';
import { checked, confirmed, decisive } from '../check.ts';
import { declaredPorts, portLeadingNowhere } from '../declared-ports.ts';
import { fixOf, written } from '../fix.ts';
import { flaggedAtCallee, flaggedAtCaller } from '../seen.ts';
import { showObject, showPods } from '../shown-by.ts';

/** The Service leads to a port on which the application does not listen: the callee's own proxy is refused (UF at the callee). */
export const portRefused: Cause = {
  code: 'port-refused',
  look(situation) {
    const { callees, service, calleeCluster, snapshot } = situation;
    const bare = callees.length > 0 && callees.every(({ proxy }) => proxy !== 'sidecar');
    const seen = flaggedAtCallee(situation, ['UF']) ?? (bare ? flaggedAtCaller(situation, ['UF']) : null);
    const [callee] = callees;
    if (seen === null || service === null || calleeCluster === null || callee === undefined) return null;
    const declared = declaredPorts(situation);
    const found = portLeadingNowhere(situation, declared);
    const wrong = found?.port;
    const object = refOf(calleeCluster, 'Service', service);
    const path = `spec.ports[${found?.index ?? 0}].targetPort`;
    const open = [...new Set(declared.map(({ containerPort }) => containerPort))];
    const [only, ...others] = open;
    return {
      checks: [
        seen.check,
        decisive(
          checked(
            declared.length === 0 ? null : wrong !== undefined,
            {
              yes: `The Service leads to port ${wrong?.targetPort ?? wrong?.port}, which no container of ${callee.name} declares`,
              no: 'The ports that the Service leads to are declared by the containers',
              unknown: 'The containers declare no ports',
            },
            { object, path, command: showObject(object) },
          ),
        ),
        ...(open.length === 0
          ? []
          : [confirmed(`The containers declare ${open.join(', ')}`, { command: showPods(callee) })]),
      ],
      culprit: { object, path },
      args: {
        service: service.metadata.name,
        port: String(wrong?.targetPort ?? wrong?.port ?? ''),
        open: open.join(', '),
      },
      explains: seen.count,
      fix:
        wrong === undefined || only === undefined || others.length > 0
          ? null
          : fixOf(snapshot, object, written(path, only)),
    };
  },
};
