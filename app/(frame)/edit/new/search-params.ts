import { createParams } from '#components/object/create-params.ts';

/** What the link says of this page alone. Time and namespaces belong to the whole product. */
export const createSearchParams = createParams;
