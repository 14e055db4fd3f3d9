import type { ServiceAt } from '#components/data/use-tuning.ts';
import { PageLink } from '#components/ui/page-link.tsx';
import { pagePaths } from '#lib/url/paths.ts';

/** A service that no route is about: its requests go to its pods as Kubernetes has them. */
export function NoRules({ service: { namespace } }: { service: ServiceAt }) {
  return (
    <p className="border-line border-t px-4 py-3 text-muted">
      No route is about this service: requests go to its pods as they are.{' '}
      <PageLink
        href={pagePaths.create({ kind: 'VirtualService', namespace })}
        className="text-accent hover:underline"
      >
        Create a VirtualService
      </PageLink>{' '}
      to set a timeout, retries, faults or mirrors, or start a canary.
    </p>
  );
}
