import { readFileSync } from 'node:fs';
import { z } from 'zod';

const expected = z.object({
  code: z.string(),
  severity: z.string(),
  kind: z.string(),
  namespace: z.string(),
  name: z.string(),
  path: z.string().optional(),
});

const context = z.object({
  autoMtls: z.boolean().default(true),
  outboundTrafficPolicyMode: z.string().default('ALLOW_ANY'),
  rootNamespace: z.string().default('istio-system'),
  /** Namespaces by the root namespace of the control plane that they belong to, where there are several. */
  rootNamespaces: z.record(z.string(), z.string()).default({}),
  trustDomain: z.string().default('cluster.local'),
  trustDomainAliases: z.array(z.string()).default([]),
  scopeGatewayToNamespace: z.boolean().default(false),
  skipWildcardGatewayHosts: z.boolean().default(false),
  homeCluster: z.string().optional(),
});
export type CaseContext = z.infer<typeof context>;

const validationCase = z.object({
  id: z.string(),
  checker: z.string(),
  file: z.string(),
  extraFiles: z.array(z.string()).default([]),
  clusters: z.record(z.string(), z.array(z.string())).optional(),
  context: context.prefault({}),
  scope: z.array(z.string()),
  expected: z.array(expected),
});
export type ValidationCase = z.infer<typeof validationCase>;

/** The cases of the suite. Throws where the file is not as the corpus describes it. */
export const readValidationCases = (file: string): readonly ValidationCase[] =>
  z.array(validationCase).parse(JSON.parse(readFileSync(file, 'utf8')));
