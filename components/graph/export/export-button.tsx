'use client';
import { Download } from 'lucide-react';
import { lazy } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Floating } from '#components/ui/floating.tsx';
import type { ExportProps } from './export-panel.tsx';

const ExportPanel = lazy(() =>
  import('./export-panel.tsx').then((module) => ({ default: module.ExportPanel })),
);

/** The way to take the graph along. */
export function ExportButton(props: ExportProps) {
  return (
    <Floating
      label="Export"
      align="end"
      className="w-72 p-2"
      trigger={
        <Button className="border border-line bg-surface shadow-float" aria-label="Export" title="Export">
          <Download size={14} strokeWidth={1.75} aria-hidden />
        </Button>
      }
    >
      <ExportPanel {...props} />
    </Floating>
  );
}
