import Link from 'next/link';
import { layerNames } from '#components/graph/layers/layer-names.ts';
import { Section } from '#components/ui/section.tsx';
import { type LayerLine, layerLines } from '#lib/graph/declared/layer-lines.ts';
import type { DeclaredLayer, EdgeLayers } from '#lib/graph/declared/layers.ts';
import { pagePaths } from '#lib/url/paths.ts';

/** What the configuration declares for an edge, layer by layer, and beside it what telemetry shows of that. */
export function LayersSection({ layers }: { layers: EdgeLayers }) {
  const groups = Map.groupBy(layerLines(layers), ({ layer }) => layer);
  return (
    <Section title="Declared and observed">
      <dl className="space-y-3">
        {[...groups].map(([layer, lines]) => (
          <LayerLines key={layer} layer={layer} lines={lines} />
        ))}
      </dl>
    </Section>
  );
}

function LayerLines({ layer, lines }: { layer: DeclaredLayer; lines: readonly LayerLine[] }) {
  return (
    <div>
      <dt className="font-medium">{layerNames[layer]}</dt>
      {lines.map(({ kind, says, decides }) => (
        <dd key={says} className={kind === 'observed' ? 'mt-0.5 text-muted' : 'mt-0.5'}>
          {says}
          {decides === null ? null : (
            <span className="wrap-anywhere block text-faint text-xs">
              <Link href={pagePaths.object(decides.object)} className="text-accent hover:underline">
                {decides.object.kind} {decides.object.name}
              </Link>{' '}
              <span className="font-mono">{decides.path}</span>
            </span>
          )}
        </dd>
      ))}
    </div>
  );
}
