'use client';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { CheckRow } from '#components/ui/check-row.tsx';
import { formatSpan } from '#lib/format/duration.ts';
import { plural } from '#lib/format/ellipsis.ts';
import type { TrafficGraph } from '#lib/graph/model.ts';
import { graphSummary } from '#lib/graph/summary.ts';
import type { Picture } from '../canvas/picture.ts';
import { copyAndSay } from '../said.tsx';
import { download } from './download.ts';
import { captionOf, fileName, graphJson } from './graph-json.ts';
import { measureOnCanvas, pngBlob, sightFrame, svgText, wholeFrame } from './picture-file.ts';

export interface ExportProps {
  /** The graph as it is shown: focused, without what is hidden. */
  readonly graph: TrafficGraph;
  readonly namespaces: readonly string[];
  /** What the canvas shows just now; null while there is none. */
  readonly picture: () => Picture | null;
  /** Whether nodes are still being given their places: there is no picture yet. */
  readonly arranging: boolean;
  readonly say: (text: string) => void;
}

/** Ways to take the graph along: a picture, the data, a summary for people. */
export function ExportPanel({ graph, namespaces, picture, arranging, say }: ExportProps) {
  const [sight, setSight] = useState(false);
  const caption = captionOf(graph, namespaces, formatSpan(graph.window));
  const draw = async (kind: 'png' | 'svg') => {
    const shown = picture();
    if (!shown) return say('Nothing is drawn yet.');
    const frame = sight ? sightFrame(shown) : wholeFrame(shown);
    try {
      await document.fonts.ready;
      const file =
        kind === 'png'
          ? await pngBlob(shown, frame, caption)
          : svgText(shown, frame, caption, measureOnCanvas());
      download(file, fileName(graph, kind), 'image/svg+xml');
      say(`${kind.toUpperCase()} saved`);
    } catch (error) {
      say(`No picture: ${error instanceof Error ? error.message : 'it could not be drawn.'}`);
    }
  };
  const summary = () => graphSummary(graph, { namespaces, link: window.location.href });
  const save = (text: string, ending: string, type: string) => {
    download(text, fileName(graph, ending), type);
    say(`${ending === 'md' ? 'Summary' : 'JSON'} saved`);
  };
  return (
    <div className="space-y-1">
      <Heading>Picture, in the colours on screen</Heading>
      <CheckRow kind="radio" label="The whole graph" checked={!sight} onChange={() => setSight(false)} />
      <CheckRow kind="radio" label="What is in sight" checked={sight} onChange={() => setSight(true)} />
      <div className="flex gap-2 px-2 py-1">
        <Button look="outline" disabled={arranging} onClick={() => void draw('png')}>
          Save PNG
        </Button>
        <Button look="outline" disabled={arranging} onClick={() => void draw('svg')}>
          Save SVG
        </Button>
      </div>
      <Heading>Data as shown</Heading>
      <p className="px-2 text-muted text-xs">
        {plural(graph.nodes.length, 'node')}, {plural(graph.edges.length, 'edge')}, with every number and its
        reporter.
      </p>
      <div className="px-2 py-1">
        <Button
          look="outline"
          onClick={() =>
            save(graphJson(graph, { namespaces, link: window.location.href }), 'json', 'application/json')
          }
        >
          Save JSON
        </Button>
      </div>
      <Heading>Summary for an incident channel</Heading>
      <div className="flex gap-2 px-2 py-1">
        <Button look="outline" onClick={() => void copyAndSay(summary(), 'Summary', say)}>
          Copy Markdown
        </Button>
        <Button look="outline" onClick={() => save(summary(), 'md', 'text/markdown')}>
          Save Markdown
        </Button>
      </div>
    </div>
  );
}

const Heading = ({ children }: { children: string }) => (
  <h3 className="px-2 pt-2 font-semibold text-muted text-xs first:pt-1">{children}</h3>
);
