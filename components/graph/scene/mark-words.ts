import type { NodeMark } from '#lib/graph/model.ts';

/** Marks of nodes in a few words, and what they mean. */
export const markWords: Readonly<Record<NodeMark, { readonly word: string; readonly means: string }>> = {
  'out-of-mesh': { word: 'Out of the mesh', means: 'no proxy takes its traffic' },
  'no-pods': { word: 'No pods', means: 'its workload is scaled to none' },
  idle: { word: 'Idle', means: 'no traffic in the window' },
  'workload-entry': { word: 'WorkloadEntry', means: 'machines outside of Kubernetes do its work too' },
  source: { word: 'Traffic source', means: 'it calls others and nobody calls it' },
};
