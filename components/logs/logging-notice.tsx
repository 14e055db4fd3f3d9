import { EyeOff, ListFilter } from 'lucide-react';
import Link from 'next/link';
import { nodeLabel } from '#components/graph/scene/node-name.ts';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import type { LogEnd, LoggingInForce } from '#lib/api/logs-contract.ts';
import { pagePaths } from '#lib/url/paths.ts';
import { useLogsParams } from './logs-params.ts';

/** What an end's proxies log of requests, where it is not everything: which object decides it, and how failures can be had logged. */
export function LoggingNotice({ end }: { end: LogEnd }) {
  const { change } = useLogsParams();
  const { side, node, logging, offer } = end;
  if (logging === null || (logging.state === 'on' && logging.filter === null)) return null;
  const name = nodeLabel(node);
  const off = logging.state === 'off';
  return (
    <Notice icon={off ? EyeOff : ListFilter} tone={off ? 'info' : 'quiet'}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <p className="wrap-anywhere min-w-60 flex-1">
          <Says name={name} logging={logging} /> <Decides logging={logging} />
        </p>
        {offer !== null && side !== 'waypoint' && side !== 'ztunnel' ? (
          <Button look="outline" onClick={() => change({ offer: side })}>
            {`Log failures of ${name}`}
          </Button>
        ) : null}
      </div>
    </Notice>
  );
}

function Says({ name, logging }: { name: string; logging: LoggingInForce }) {
  switch (logging.state) {
    case 'off':
      return logging.by === null
        ? `${name} logs no requests: access logs are off in this mesh, as Istio has them by default.`
        : `${name} logs no requests: access logs are switched off for it.`;
    case 'elsewhere':
      return `${name} logs requests to ${logging.providers.join(', ')}, not to the output that is read here.`;
    case 'unknown':
      return `What ${name} logs of requests is not known: Weft may not read Telemetry or the mesh configuration.`;
    case 'on':
      return (
        <>
          {`${name} logs only requests for which this holds: `}
          <code className="font-mono text-xs [font-variant-ligatures:none]">{logging.filter}</code>
        </>
      );
  }
}

function Decides({ logging }: { logging: LoggingInForce }) {
  if (logging.state === 'unknown' || logging.by === null) return null;
  const { object, path } = logging.by;
  return (
    <Link href={pagePaths.object(object, path)} className="text-accent hover:underline">
      {`${object.kind} ${object.namespace}/${object.name}`}
    </Link>
  );
}
