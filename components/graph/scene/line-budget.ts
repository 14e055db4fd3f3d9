import { closedBoxOf } from './collapse.ts';
import type { SceneEdge } from './scene.ts';

/** So many lines that end at a closed box are drawn of those that are well: more of them cover each other. */
const budget = 500;

const isClosed = ({ source, target }: SceneEdge): boolean =>
  closedBoxOf(source) !== null || closedBoxOf(target) !== null;

const isWell = ({ status, change }: SceneEdge): boolean =>
  status !== 'failing' && status !== 'degraded' && change === null;

const byRate = (a: SceneEdge, b: SceneEdge): number =>
  (b.rate ?? -1) - (a.rate ?? -1) || (a.id < b.id ? -1 : 1);

/** Of lines in the order of their rates the first at each place: no box seems to be alone. */
function firstOfPlaces(lines: readonly SceneEdge[]): ReadonlySet<SceneEdge> {
  const [first, reached] = [new Set<SceneEdge>(), new Set<string>()];
  for (const line of lines) {
    if (reached.has(line.source) && reached.has(line.target)) continue;
    first.add(line);
    reached.add(line.source).add(line.target);
  }
  return first;
}

/**
 * The lines that are worth drawing. What is not well, and what stands for a single edge between nodes, is drawn whatever
 * its number; of the lines between closed boxes those with the most requests, and the busiest of each box. The list of
 * edges has them all.
 */
export function withinBudget(lines: readonly SceneEdge[]): readonly SceneEdge[] {
  const closed = lines.filter((line) => isClosed(line) && isWell(line));
  if (closed.length <= budget) return lines;
  const busiest = closed.sort(byRate);
  const kept = new Set([...firstOfPlaces(busiest), ...busiest.slice(0, budget)]);
  return lines.filter((line) => kept.has(line) || !isClosed(line) || !isWell(line));
}
