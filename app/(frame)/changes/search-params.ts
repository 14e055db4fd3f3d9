import { changeParams } from '#components/changes/change-params.ts';

/** What the link says of this page alone. Time and namespaces belong to the whole product. */
export const changesSearchParams = changeParams;
