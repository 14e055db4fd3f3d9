import { KubeConfig } from '@kubernetes/client-node';
import type { KubeSettings } from '#server/settings.ts';

/** client-node's view of where the cluster is and who we are. The settings were checked at start: this does not fail on them. */
export function loadKubeConfig(settings: KubeSettings): KubeConfig {
  const config = new KubeConfig();
  if (settings.source === 'in-cluster') {
    config.loadFromCluster();
    return config;
  }
  for (const path of settings.paths) addMissing(config, path);
  config.setCurrentContext(settings.context);
  return config;
}

/** Adds what a file has and the earlier ones have not: client-node's own merge fails on names that come twice. */
function addMissing(config: KubeConfig, path: string): void {
  const next = new KubeConfig();
  next.loadFromFile(path);
  const missing = <T extends { name: string }>(known: readonly T[], more: readonly T[]): readonly T[] =>
    more.filter(({ name }) => !known.some((item) => item.name === name));
  for (const cluster of missing(config.clusters, next.clusters)) config.addCluster(cluster);
  for (const user of missing(config.users, next.users)) config.addUser(user);
  for (const context of missing(config.contexts, next.contexts)) config.addContext(context);
}
