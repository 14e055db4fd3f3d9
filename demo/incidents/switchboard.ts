import type { Cluster } from '#demo/meshes/load.ts';
import type { DemoMesh } from '#demo/meshes/mesh.ts';
import { type IncidentName, incidentNamesOf, incidents } from './all.ts';
import { clearIncident, startIncident, stopIncident } from './incident.ts';

export interface IncidentState {
  readonly name: IncidentName;
  readonly title: string;
  readonly breaks: string;
  readonly on: boolean;
}

/** The incidents of one running mesh and which of them are on. */
export interface Switchboard {
  list(): readonly IncidentState[];
  has(name: string): name is IncidentName;
  /** Starts or stops one, after what is under way is done. Throws when the API server refuses. */
  set(name: IncidentName, on: boolean): Promise<void>;
}

/** Two incidents may touch one object: stopping one puts the mesh back, then starts the others anew. */
export function createSwitchboard(cluster: Cluster, mesh: DemoMesh): Switchboard {
  const on = new Set<IncidentName>();
  const here = incidentNamesOf(mesh.name);
  let last: Promise<void> = Promise.resolve();

  const change = async (name: IncidentName, wanted: boolean): Promise<void> => {
    if (wanted) {
      await startIncident(cluster, incidents[name]);
      on.add(name);
      return;
    }
    if (!on.has(name)) return;
    await stopIncident(cluster, incidents[name], mesh);
    on.delete(name);
    for (const other of on) await startIncident(cluster, incidents[other]);
  };

  return {
    list: () =>
      here.map((name) => ({
        name,
        title: incidents[name].title,
        breaks: incidents[name].breaks,
        on: on.has(name),
      })),
    has: (name): name is IncidentName => here.some((known) => known === name),
    set(name, wanted) {
      const next = last.then(() => change(name, wanted));
      last = next.catch(() => undefined);
      return next;
    },
  };
}

/**
 * Takes over an API server on which an earlier run may have left incidents on: whatever they put there goes, and what
 * they changed is as the mesh declares it.
 */
export async function clearIncidents(cluster: Cluster, mesh: DemoMesh): Promise<void> {
  for (const name of incidentNamesOf(mesh.name)) await clearIncident(cluster, incidents[name], mesh);
}
