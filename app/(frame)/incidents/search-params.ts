import { incidentParams } from '#components/incidents/incident-params.ts';

/** What the link says of this page alone. Time and namespaces belong to the whole product. */
export const incidentsSearchParams = incidentParams;
