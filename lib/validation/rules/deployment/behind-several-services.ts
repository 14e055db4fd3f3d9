import type { Service, ServicePort } from '#lib/k8s/workload-types.ts';
import { templateInMesh } from '#lib/mesh/in-mesh.ts';
import { servicesSelecting } from '#lib/mesh/services-selecting.ts';
import { namesOf } from '../../names-of.ts';
import { objectRule, type Remark } from '../../rule.ts';

/** A Deployment behind several Services that disagree about one of its ports (deployment.ServiceAssociationAnalyzer). */
export const behindSeveralServices = objectRule({
  name: 'deployment/behind-several-services',
  codes: ['IST0116', 'IST0137'],
  kind: 'Deployment',
  reads: ['Service', 'Namespace'],
  *remarks({ metadata: { namespace = '' }, spec }, cluster): Generator<Remark> {
    const services = servicesSelecting(cluster, namespace, spec?.template?.metadata?.labels ?? {});
    if (services.length < 2 || !templateInMesh(cluster, namespace, spec?.template)) return;
    const ports = services.flatMap((service) =>
      (service.spec?.ports ?? []).map((port): PortOf => ({ service, port })),
    );
    const path = 'spec.template.metadata.labels';
    for (const [number, same] of Map.groupBy(ports, ({ port }) => port.port)) {
      const [protocols, services] = [distinct(same, protocolOf), namesOf(same.map((one) => one.service))];
      if (protocols === null) continue;
      yield { code: 'IST0116', path, args: { port: String(number), protocols, services } };
    }
    for (const [target, same] of Map.groupBy(ports, targetOf)) {
      const [numbers, services] = [
        distinct(same, ({ port }) => String(port.port)),
        namesOf(same.map((one) => one.service)),
      ];
      if (numbers === null) continue;
      yield { code: 'IST0137', path, args: { target, ports: numbers, services } };
    }
  },
});

interface PortOf {
  readonly service: Service;
  readonly port: ServicePort;
}

const protocolOf = ({ port }: PortOf): string => port.protocol ?? 'TCP';
const targetOf = ({ port }: PortOf): string => String(port.targetPort || port.port);

/** The Services come in no order that stays, and a text that changes would be another finding. */
const inNumbers = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });

/** The different values among ports of different Services; null where they agree, or only one Service differs with itself. */
function distinct(ports: readonly PortOf[], of: (port: PortOf) => string): string | null {
  const values = new Set(ports.map(of));
  const services = new Set(ports.map(({ service }) => service));
  return values.size < 2 || services.size < 2 ? null : [...values].sort(inNumbers).join(', ');
}
