import type { ConfigView } from '#demo/traffic/config/view.ts';
import { meshBuilder } from './mesh-builder.ts';

/** A layered mesh of `services`, each calling 2 or 3 of the layers below, in namespaces of 20. Entry services get load. */
export function largeMesh(services: number, replicas = 1): ConfigView {
  const builder = meshBuilder();
  const name = (i: number) => `svc-${i}`;
  const namespaceOf = (i: number) => `team-${Math.floor(i / 20)}`;
  for (let i = 0; i < services; i++) {
    const calls = [];
    for (let k = 0; k < (i % 2 === 0 ? 3 : 2); k++) {
      // Callees lie further down, so that the graph is deep and has no cycle.
      const scattered = Math.imul(i * 31 + k + 1, 2654435761) >>> 8;
      const callee = i + 1 + (scattered % Math.min(300, services - i));
      if (callee >= services) continue;
      calls.push({
        host: `${name(callee)}.${namespaceOf(callee)}`,
        port: 8080,
        perRequest: 0.3,
        path: `/v${k}`,
      });
    }
    if (i % 10 === 0) {
      builder.workload(`load-${i}`, `load-${i}`, {
        namespace: namespaceOf(i),
        calls: [{ host: name(i), port: 8080, rps: 20 }],
      });
    }
    builder
      .workload(name(i), name(i), {
        namespace: namespaceOf(i),
        replicas,
        version: 'v1',
        serves: [{ port: 8080, errorRate: i % 50 === 0 ? 0.02 : 0 }],
        calls,
      })
      .service(name(i), { 8080: 'http' }, { namespace: namespaceOf(i) });
  }
  return builder.view();
}
