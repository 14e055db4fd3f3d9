'use client';
import { useKeptView } from '#components/data/use-kept-view.ts';
import type { IncidentsResponse, OpenProblem } from '#lib/api/incidents-contract.ts';
import { meshGraph } from '#lib/url/asked-graph.ts';
import { changeSpanCodec } from '#lib/url/changes-codec.ts';
import { namespacesCodec, selectionCodec } from '#lib/url/graph-codec.ts';
import { oncallPages } from '#lib/url/oncall-paths.ts';
import { pagePaths } from '#lib/url/paths.ts';
import { atCodec, windowCodec } from '#lib/url/time-codec.ts';
import { asMarkdown, type TrendOf } from './incident-markdown.ts';
import { placeText } from './incident-text.ts';

/** Clocks and scrapes blur a moment by so many seconds. */
const blur = 60;

export interface IncidentsShown {
  readonly data: IncidentsResponse;
  readonly trendOf: (key: string) => TrendOf | null;
}

const absolute = (path: string): string => new URL(path, window.location.href).href;
const edgeOf = ({ diagnosis }: OpenProblem): string =>
  selectionCodec.serialize({ kind: 'edge', id: diagnosis.edge });

/** Where one can go from a problem, and what can be handed on of it. */
export function useIncidentActs({ data, trendOf }: IncidentsShown) {
  const kept = useKeptView();
  const moment = { at: atCodec.serialize(data.at), window: windowCodec.serialize(data.window) };
  /** The moment as it is now, for whoever opens the link later. */
  const link = (row: OpenProblem) => absolute(pagePaths.incidents({ ...moment, problem: row.key }));
  const edge = (row: OpenProblem) => absolute(pagePaths.graph({ ...moment, sel: edgeOf(row) }));
  return {
    name: (row: OpenProblem) => placeText(row, data.nodes),
    toGraph: (row: OpenProblem) => pagePaths.graph({ ...kept, sel: edgeOf(row) }),
    toLogs: ({ diagnosis: { edge: id } }: OpenProblem) =>
      oncallPages.logs({ kind: 'edge', id }, kept, { asked: meshGraph, namespaces: [], services: false }),
    toAlertRule: ({ diagnosis: { edge: id } }: OpenProblem) => oncallPages.alertRule(id, kept),
    /** The path of its fix; null where none is safe to propose. */
    toFix: ({ diagnosis: { told, causes, edge: id } }: OpenProblem) =>
      told && (causes[0]?.fix?.length ?? 0) > 0 ? oncallPages.fix(id) : null,
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
