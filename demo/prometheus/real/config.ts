import { stringify } from 'yaml';

export interface ScrapeSettings {
  /** Address of the demo's /metrics. */
  readonly metricsUrl: string;
  readonly scrapeIntervalSeconds: number;
  /** `host:port` at which Prometheus scrapes itself. */
  readonly ownAddress: string;
  /** The file of its alerting rules. */
  readonly ruleFile: string;
}

/**
 * Prometheus's configuration. `null` settings scrape nothing, which it does until its history is in: a scrape first
 * would make the older samples out of order.
 */
export function prometheusConfig(settings: ScrapeSettings | null): string {
  const evaluation = { evaluation_interval: '1m' };
  if (settings === null) return stringify({ global: evaluation, scrape_configs: [] });
  const metrics = new URL(settings.metricsUrl);
  const interval = `${settings.scrapeIntervalSeconds}s`;
  return stringify({
    // The whole interval: a busy machine may take more than the usual ten seconds for a large mesh.
    global: { ...evaluation, scrape_interval: interval, scrape_timeout: interval },
    rule_files: [settings.ruleFile],
    scrape_configs: [
      {
        job_name: 'weft-demo',
        honor_labels: true,
        metrics_path: metrics.pathname,
        static_configs: [{ targets: [metrics.host] }],
      },
      {
        job_name: 'prometheus',
        static_configs: [{ targets: [settings.ownAddress], labels: { instance: 'localhost:9090' } }],
      },
    ],
  });
}
