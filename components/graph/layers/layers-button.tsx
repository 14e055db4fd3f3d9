'use client';
import { CircleAlert } from 'lucide-react';
import { lazy } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Floating } from '#components/ui/floating.tsx';
import { declaredLayers } from '#lib/url/declared-layers.ts';
import type { LayerChoicesProps } from './layer-choices.tsx';

const LayerChoices = lazy(() =>
  import('./layer-choices.tsx').then((module) => ({ default: module.LayerChoices })),
);

/** The way to what can be laid over the graph, and whether what is laid over it is there. */
export function LayersButton(props: LayerChoicesProps) {
  const { shown, answer } = props.state;
  const on = shown.filter((layer) => declaredLayers.some((declared) => declared === layer)).length;
  const failed = answer?.state === 'failed';
  return (
    <Floating
      label="Layers"
      align="end"
      className="w-80 p-2"
      trigger={
        <Button
          className="border border-line bg-surface shadow-float"
          aria-label={on === 0 ? 'Layers' : `Layers, ${on} of the configuration`}
        >
          Layers
          {on > 0 ? (
            <span className="tabular rounded-sm bg-accent-quiet px-1 text-accent text-xs">
              {answer?.state === 'loading' ? '…' : on}
            </span>
          ) : null}
          {failed ? <CircleAlert size={14} className="text-fail" aria-label="could not be read" /> : null}
        </Button>
      }
    >
      <LayerChoices {...props} />
    </Floating>
  );
}
