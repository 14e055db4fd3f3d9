import { nodeLabel } from '#components/graph/scene/node-name.ts';
import type { IncidentsResponse, OpenProblem } from '#lib/api/incidents-contract.ts';
import { explain } from '#lib/diagnosis/explain.ts';
import { plural } from '#lib/format/ellipsis.ts';
import { formatRate } from '#lib/format/rate.ts';
import type { GraphNode } from '#lib/graph/model.ts';

/** So many callers are named. */
const most = 4;

/** Who is hurt, and how much: `41 rps fail for 3 callers: frontend v1, …`. */
export function harmText(
  { rate, reaches, callers, diagnosis }: OpenProblem,
  nodes: IncidentsResponse['nodes'],
): string {
  const named = callers.flatMap((id) => nodes.find((node) => node.id === id) ?? []).map(nodeLabel);
  const others = callers.length - Math.min(named.length, most);
  const who = [...named.slice(0, most), ...(others > 0 ? [`${others} more`] : [])].join(', ');
  const verb = diagnosis.symptom.kind === 'errors' ? 'fail' : 'are touched';
  const further = reaches > rate ? `; ${formatRate(reaches)} reach those furthest up` : '';
  return `${formatRate(rate)} ${verb} for ${plural(callers.length, 'caller')}${who === '' ? '' : `: ${who}`}${further}.`;
}

/** The edge that stands for a problem, by the names of its ends. */
export function placeText({ source, target }: OpenProblem, nodes: readonly GraphNode[]): string {
  const name = (id: string) => {
    const node = nodes.find((each) => each.id === id);
    return node === undefined ? 'somewhere' : nodeLabel(node);
  };
  return `${name(source)} → ${name(target)}`;
}

/** A problem as Markdown, for the channel of the incident; `link` leads to the moment. */
export function asMarkdown(problem: OpenProblem, nodes: IncidentsResponse['nodes'], link: string): string {
  return [
    `**${placeText(problem, nodes)}**: ${explain(problem.diagnosis)}`,
    '',
    `- ${harmText(problem, nodes)}`,
    ...problem.diagnosis.causes
      .slice(0, 1)
      .flatMap(({ checks }) => checks.filter(({ result }) => result === 'confirmed'))
      .map(({ text }) => `- ${text}`),
    `- ${link}`,
    '',
  ].join('\n');
}
