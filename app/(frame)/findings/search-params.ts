import { findingParams } from '#components/findings/finding-params.ts';

/** What the link says of this page alone. Time and namespaces belong to the whole product. */
export const findingsSearchParams = findingParams;
