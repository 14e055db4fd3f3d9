'use client';
import { useKeptView } from '#components/data/use-kept-view.ts';
import type { IncidentsResponse, OpenProblem } from '#lib/api/incidents-contract.ts';
import type { EdgeId } from '#lib/core/ids.ts';
import type { Symptom } from '#lib/diagnosis/symptom.ts';
import { meshGraph } from '#lib/url/asked-graph.ts';
import { changeSpanCodec } from '#lib/url/changes-codec.ts';
import { namespacesCodec, selectionCodec } from '#lib/url/graph-codec.ts';
import { oncallPages } from '#lib/url/oncall-paths.ts';
import { pagePaths } from '#lib/url/paths.ts';
import { atCodec, windowCodec } from '#lib/url/time-codec.ts';
import { edgeMoment } from './edge-moment.ts';
import { asMarkdown } from './incident-markdown.ts';
import { placeText } from './incident-text.ts';
import type { TrendOf } from './trend-of.ts';

/** Clocks and scrapes blur a moment by so many seconds. */
const blur = 60;

export interface IncidentsShown {
  readonly data: IncidentsResponse;
  readonly trendOf: (key: string) => TrendOf | null;
}

const aboutOf = ({ kind }: Symptom): string => kind;
const absolute = (path: string): string => new URL(path, window.location.href).href;
const edgeOf = (id: EdgeId): string => selectionCodec.serialize({ kind: 'edge', id });

/** Where one can go from a problem, and what can be handed on of it. */
export function useIncidentActs({ data, trendOf }: IncidentsShown) {
  const kept = useKeptView();
  const moment = { at: atCodec.serialize(data.at), window: windowCodec.serialize(data.window) };
  /** The moment as it is now, for whoever opens the link later. */
  const link = (row: OpenProblem) => absolute(pagePaths.incidents({ ...moment, problem: row.key }));
  /** An edge that is not on the graph any more is looked at when it was: there only is it to be seen. */
  const lastSeen = (row: OpenProblem, id: EdgeId) => {
    const at = edgeMoment(row, id, data.ends, trendOf(row.key));
    return at === null ? {} : { at: atCodec.serialize(at) };
  };
  const edge = (row: OpenProblem) => {
    const { edge: id } = row.diagnosis;
    return absolute(pagePaths.graph({ ...moment, ...lastSeen(row, id), sel: edgeOf(id) }));
  };
  /** From the present one goes on to the next incident there: those of a moment that is over are not looked for again. */
  const from = (row: OpenProblem) => (kept.at === undefined ? { problem: row.key } : {});
  const toEdge = (row: OpenProblem, id: EdgeId) =>
    pagePaths.graph({ ...kept, ...lastSeen(row, id), sel: edgeOf(id), ...from(row) });
  return {
    name: (row: OpenProblem) => placeText(row, data.nodes),
    toEdge,
    toGraph: (row: OpenProblem) => toEdge(row, row.diagnosis.edge),
    toLogs: (row: OpenProblem) => {
      const { edge: id } = row.diagnosis;
      const shown = { asked: meshGraph, namespaces: [], services: false };
      return oncallPages.logs({ kind: 'edge', id }, { ...kept, ...lastSeen(row, id) }, shown);
    },
    toAlertRule: (row: OpenProblem) => {
      const { edge: id, symptom } = row.diagnosis;
      const gone = lastSeen(row, id);
      // Of that moment nothing is wrong with it yet: what the rule is about is said.
      return oncallPages.alertRule(id, { ...kept, ...gone }, gone.at === undefined ? null : aboutOf(symptom));
    },
    /** The path of its fix; null where none is safe to propose. */
    toFix: ({ over, diagnosis: { told, causes, edge: id } }: OpenProblem) =>
      !over && told && (causes[0]?.fix?.length ?? 0) > 0 ? oncallPages.fix(id) : null,
    /** Everything that was done near it in the hour before it began; in the last day where that is not known. */
    toChanges: (row: OpenProblem) => {
      const since = trendOf(row.key)?.since ?? row.since;
      const known = since !== null && since.known !== 'before';
      return pagePaths.changes({
        ns: namespacesCodec.serialize(row.namespaces),
        ...(known ? { at: String(since.at + blur), span: changeSpanCodec.serialize('1h') } : {}),
      });
    },
    link,
    markdown: (row: OpenProblem) =>
      asMarkdown({
        problem: row,
        data,
        trend: trendOf(row.key),
        links: { incident: link(row), edge: edge(row) },
      }),
  };
}

export type IncidentActs = ReturnType<typeof useIncidentActs>;
