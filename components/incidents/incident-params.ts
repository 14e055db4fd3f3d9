'use client';
import { useQueryState } from 'nuqs';
import { urlParser } from '#components/data/url-parser.ts';
import { problemCodec } from '#lib/url/incidents-codec.ts';

/** What the link says of the incidents page. Time and namespaces belong to the whole product. */
export const incidentParams = { problem: urlParser(problemCodec) };

/** The problem whose row is open, kept in the link. */
export const useOpenProblem = () =>
  useQueryState('problem', incidentParams.problem.withOptions({ history: 'replace' }));
