import { LineCounter, parseDocument } from 'yaml';
import type { Finding } from '#lib/core/finding.ts';
import { fieldNode } from '#lib/k8s/field-node.ts';

/** A finding at the line that it is about, from 1. */
export interface PlacedFinding {
  readonly line: number;
  readonly finding: Finding;
}

/** The line of a field in YAML, or of the nearest part that is written; 1 for what cannot be found or read. */
export function lineOfField(text: string, path: string): number {
  const lines = new LineCounter();
  return lineIn(parseDocument(text, { lineCounter: lines }), lines, path);
}

function lineIn(document: ReturnType<typeof parseDocument>, lines: LineCounter, path: string): number {
  const from = fieldNode(document, path)?.range?.[0];
  return from === undefined ? 1 : lines.linePos(from).line;
}

/** Findings by line, those of one line as they come. */
export function placeFindings(text: string, findings: readonly Finding[]): readonly PlacedFinding[] {
  if (findings.length === 0) return [];
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  return findings
    .map((finding) => ({ line: lineIn(document, lines, finding.path), finding }))
    .sort((a, b) => a.line - b.line);
}
