import { ChartNoAxesGantt } from 'lucide-react';
import { nodeLabel } from '#components/graph/scene/node-name.ts';
import { Blank } from '#components/ui/blank.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import type { TracesResponse } from '#lib/api/traces-contract.ts';

const example = 'WEFT_TRACES=http://jaeger-query.observability:16686';

/** What would be here, and how to get it. */
export function NoBackend({ data: { source, target } }: { data: TracesResponse }) {
  const of = source === null ? nodeLabel(target) : `${nodeLabel(source)} → ${nodeLabel(target)}`;
  return (
    <Blank
      icon={ChartNoAxesGantt}
      title="No trace backend is set"
      action={<CopyButton label="Copy setting" text={() => example} />}
    >
      <p>{`Traces of ${of} would be here, failed ones first, each as a waterfall on the graph.`}</p>
      <p className="text-text">
        Start Weft with <code className="font-mono">WEFT_TRACES</code> set to the query address of Jaeger or
        Tempo:
      </p>
      <p>
        <code className="wrap-anywhere font-mono text-text">{example}</code>
      </p>
      <p>
        Credentials, a tenant and links out are set by WEFT_TRACES_BEARER_TOKEN_FILE, WEFT_TRACES_HEADERS and
        WEFT_TRACES_LINK.
      </p>
    </Blank>
  );
}
