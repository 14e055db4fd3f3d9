import { splitParams } from '#components/edit/split/split-params.ts';

/** What the link says of this page beside its object. */
export const splitSearchParams = splitParams;
