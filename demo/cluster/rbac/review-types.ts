import type { ResourceType } from '../schema/types.ts';

const review = (
  group: string,
  kind: string,
  plural: string,
  options: { namespaced?: boolean; version?: string } = {},
): ResourceType => ({
  group,
  version: options.version ?? 'v1',
  kind,
  listKind: '',
  plural,
  singular: kind.toLowerCase(),
  shortNames: [],
  categories: [],
  namespaced: options.namespaced ?? false,
  custom: false,
  subresources: { status: false, scale: false },
  printerColumns: [],
  schema: null,
});

const authentication = 'authentication.k8s.io';
const authorization = 'authorization.k8s.io';

/** Types that are questions: created, answered, and never stored. */
export const reviewTypes: readonly ResourceType[] = [
  review(authentication, 'TokenReview', 'tokenreviews'),
  review(authentication, 'SelfSubjectReview', 'selfsubjectreviews'),
  // kubectl 1.27 knows no newer one.
  review(authentication, 'SelfSubjectReview', 'selfsubjectreviews', { version: 'v1beta1' }),
  review(authorization, 'SubjectAccessReview', 'subjectaccessreviews'),
  review(authorization, 'LocalSubjectAccessReview', 'localsubjectaccessreviews', { namespaced: true }),
  review(authorization, 'SelfSubjectAccessReview', 'selfsubjectaccessreviews'),
  review(authorization, 'SelfSubjectRulesReview', 'selfsubjectrulesreviews'),
];
