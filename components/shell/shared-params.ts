import type { Parsers } from '#components/data/link-params.ts';
import { namespacesParser, timeParsers } from '#components/data/url-state.ts';
import { askedParsers } from '#components/data/use-graph-asked.ts';
import { selectionParser } from '#components/data/use-selection.ts';
import { servicesParser } from '#components/data/use-services-shown.ts';
import { focusParsers } from '#components/graph/focus/use-focus.ts';
import { timelineParser, versusParser } from '#components/time/time-params.ts';

/** What every page reads of its link, beside what is its own. */
export const sharedParams: Parsers = {
  ...timeParsers,
  ns: namespacesParser,
  services: servicesParser,
  sel: selectionParser,
  ...askedParsers,
  ...focusParsers,
  timeline: timelineParser,
  vs: versusParser,
};
