import { traceParams } from '#components/traces/trace-params.ts';

/** What the link says of this page alone. Time and view belong to the whole product. */
export const tracesSearchParams = traceParams;
