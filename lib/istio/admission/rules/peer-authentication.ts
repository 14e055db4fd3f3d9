import { type JsonObject, objectAt } from '#lib/core/json.ts';
import { checkPort, checkSelector } from '../checks/common.ts';
import { Findings, type Verdict } from '../verdict.ts';

/** What istiod says of a PeerAuthentication on its own. */
export function checkPeerAuthentication(object: JsonObject): Verdict {
  const found = new Findings();
  const spec = objectAt(object, 'spec');
  checkSelector(found, spec, 'selector', 'matchLabels');
  if (spec.portLevelMtls === undefined) return found;
  const ports = Object.keys(objectAt(spec, 'portLevelMtls'));
  found.errorIf(ports.length === 0, 'spec.portLevelMtls: at least one port is needed');
  for (const port of ports) checkPort(found, 'spec.portLevelMtls', Number(port));
  const selected = Object.keys(objectAt(objectAt(spec, 'selector'), 'matchLabels'));
  found.errorIf(
    selected.length === 0,
    'spec.portLevelMtls: ports are those of a workload, so a selector is needed',
  );
  return found;
}
