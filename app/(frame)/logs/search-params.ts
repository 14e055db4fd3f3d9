import { logsParams } from '#components/logs/logs-params.ts';

/** What the link says of this page alone. Time and view belong to the whole product. */
export const logsSearchParams = logsParams;
