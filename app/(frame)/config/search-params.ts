import { configParams } from '#components/config/config-params.ts';

/** What the link says of this page alone. Time and namespaces belong to the whole product. */
export const configSearchParams = configParams;
