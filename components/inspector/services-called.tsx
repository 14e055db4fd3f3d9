import { TuneServiceLink } from '#components/tuning/tune-service-link.tsx';
import type { GraphEdge } from '#lib/graph/model.ts';

/** The services by which something is called, each with the way to how its traffic is handled. */
export function ServicesCalled({ edges }: { edges: readonly GraphEdge[] }) {
  const services = new Map(
    edges.flatMap(({ service }) => (service === null ? [] : [[service.host, service]])),
  );
  const known = [...services.values()].filter(({ namespace }) => namespace !== 'unknown');
  if (known.length === 0) return null;
  return (
    <p className="flex flex-wrap gap-1.5 pt-2">
      {known.map((service) => (
        <TuneServiceLink key={service.host} service={service} named />
      ))}
    </p>
  );
}
