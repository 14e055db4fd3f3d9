import type { EdgeId } from '#lib/core/ids.ts';
import type { GraphEdge, HealthStatus, Protocol } from '#lib/graph/model.ts';
import { changeOfAll, type SceneChange } from './change.ts';
import type { EdgeGroup } from './collapse.ts';
import { edgeRate } from './edge-facts.ts';
import { flowOf } from './flow.ts';
import { type Presences, presenceOf } from './presence.ts';
import type { EdgeFlow, Plate, Presence, SceneEdge } from './scene.ts';
import { worst } from './severity.ts';
import { sumRates } from './sum-rates.ts';

/** A line of the scene. Its plate is made when it is first asked for, which for most of thousands is never. */
export class Line implements SceneEdge {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly status: HealthStatus;
  readonly protocol: Protocol;
  readonly rate: number | null;
  readonly bent: boolean;
  readonly presence: Presence;
  readonly change: SceneChange | null;
  readonly #edges: readonly GraphEdge[];
  readonly #plateOf: PlateOf;
  #plate: Plate | null | undefined;
  #flow: EdgeFlow | null | undefined;

  constructor(
    { id, source, target, members }: EdgeGroup,
    first: GraphEdge,
    bent: boolean,
    presences: Presences,
    plateOf: PlateOf,
  ) {
    const single = members.length === 1 && id === first.id;
    this.id = id;
    this.source = source;
    this.target = target;
    this.status = single ? first.health.status : worst(members.map((edge) => edge.health.status));
    this.protocol = first.protocol;
    this.rate = single ? edgeRate(first) : sumRates(members.map(edgeRate));
    this.bent = bent;
    this.presence = single ? presenceOf(presences, id) : 'here';
    this.change =
      presences.changes &&
      changeOfAll(
        presences.changes,
        members.map((edge) => edge.id),
      );
    this.#edges = members;
    this.#plateOf = plateOf;
  }

  get plate(): Plate | null {
    if (this.#plate === undefined) this.#plate = this.#plateOf(this.id, this.#edges);
    return this.#plate;
  }

  get flow(): EdgeFlow | null {
    if (this.#flow === undefined) this.#flow = flowOf(this.#edges);
    return this.#flow;
  }

  get members(): readonly EdgeId[] {
    return this.#edges.map(({ id }) => id);
  }
}

/** What the line `id` carries, which stands for `members`. */
export type PlateOf = (id: string, members: readonly GraphEdge[]) => Plate | null;

/** Of each line, whether another joins the same two places, either way round. */
export function bentLines(lines: readonly EdgeGroup[]): readonly boolean[] {
  const places = new Map<string, number>();
  const placeOf = (id: string) => {
    const known = places.get(id);
    if (known !== undefined) return known;
    places.set(id, places.size);
    return places.size - 1;
  };
  // A number for each pair: thousands of joined texts would be the costliest part of a scene.
  const ends = lines.map(({ source, target }) => [placeOf(source), placeOf(target)] as const);
  const pairs = ends.map(([a, b]) => Math.min(a, b) * places.size + Math.max(a, b));
  const counts = new Map<number, number>();
  for (const pair of pairs) counts.set(pair, (counts.get(pair) ?? 0) + 1);
  return pairs.map((pair) => (counts.get(pair) ?? 0) > 1);
}
