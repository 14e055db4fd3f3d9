import { z } from 'zod';
import type { KindInfo } from '#lib/k8s/kinds.ts';
import type { KubeClient } from './client.ts';

const review = z.object({
  status: z.object({
    incomplete: z.boolean().default(false),
    resourceRules: z
      .array(
        z.object({
          verbs: z.array(z.string()),
          apiGroups: z.array(z.string()).default([]),
          resources: z.array(z.string()).default([]),
          resourceNames: z.array(z.string()).default([]),
        }),
      )
      .nullable()
      .default([]),
  }),
});

/** What an identity may do in one namespace, as Kubernetes says. */
export interface NamespaceRules {
  /** The authorizer could not list everything: what is not named may still be allowed. */
  readonly incomplete: boolean;
  allows(verb: string, kind: Pick<KindInfo, 'group' | 'plural'>): boolean;
}

/** SelfSubjectRulesReview of one namespace, as the server's identity or as the bearer of `token`. Throws KubeFailure. */
export async function reviewRules(
  client: KubeClient,
  namespace: string,
  token: string | null,
  signal: AbortSignal,
): Promise<NamespaceRules> {
  const answer = await client.request({
    path: '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews',
    method: 'POST',
    body: { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectRulesReview', spec: { namespace } },
    token,
    signal,
  });
  const { incomplete, resourceRules } = review.parse(answer.body).status;
  const rules = (resourceRules ?? []).filter((rule) => rule.resourceNames.length === 0);
  return {
    incomplete,
    allows: (verb, { group, plural }) =>
      rules.some(
        (rule) => has(rule.verbs, verb) && has(rule.apiGroups, group) && has(rule.resources, plural),
      ),
  };
}

const has = (list: readonly string[], item: string): boolean => list.includes('*') || list.includes(item);
