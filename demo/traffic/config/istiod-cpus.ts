import { z } from 'zod';
import { type ConfigView, objectsOf } from './view.ts';

const limited = z.object({ resources: z.object({ limits: z.object({ cpu: z.coerce.string() }) }) });

/** CPUs that istiod may use, by the limit of its container; null where it has none. */
export function istiodCpus(view: ConfigView): number | null {
  const istiod = objectsOf(view, 'Deployment').find(({ metadata }) => metadata.labels?.app === 'istiod');
  for (const container of istiod?.spec?.template?.spec?.containers ?? []) {
    const { data } = limited.safeParse(container);
    const [, number, milli] = /^(\d+(?:\.\d+)?)(m?)$/.exec(data?.resources.limits.cpu ?? '') ?? [];
    if (number !== undefined) return Number(number) / (milli === 'm' ? 1000 : 1);
  }
  return null;
}
