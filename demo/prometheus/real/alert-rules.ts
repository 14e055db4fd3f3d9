import { stringify } from 'yaml';

const by = [
  'source_workload',
  'source_workload_namespace',
  'destination_service',
  'destination_service_name',
].join(', ');
const requests = (more: string) =>
  `sum by (${by}) (rate(istio_requests_total{reporter="source"${more}}[1m]))`;
const ofEdge = '{{ $labels.source_workload }} → {{ $labels.destination_service_name }}';

/** Alerting rules such as people have them, so that the demo has alerts that fire: one for edges that fail, one that says nothing of the mesh. */
export const demoRules = (): string =>
  stringify({
    groups: [
      {
        name: 'mesh',
        interval: '15s',
        rules: [
          {
            alert: 'HighErrorRate',
            expr: `${requests(',response_code=~"0|5.."')} / ${requests('')} > 0.05`,
            for: '30s',
            labels: { severity: 'critical' },
            annotations: { summary: `${ofEdge}: {{ $value | humanizePercentage }} of requests fail` },
          },
          { alert: 'Watchdog', expr: 'vector(1)', labels: { severity: 'none' } },
        ],
      },
    ],
  });
