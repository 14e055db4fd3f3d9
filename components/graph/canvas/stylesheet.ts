import type { StylesheetJson } from 'cytoscape';
import type { Palette } from './palette.ts';

/** How much is left of what steps back: beside what is selected or found, and beside what differs in a comparison. */
export const stepsBack = 0.28;
export const stillSeen = 0.5;

type Rule = StylesheetJson[number];

const nodeRules = (p: Palette): Rule[] => [
  {
    selector: 'node.item',
    style: {
      shape: 'round-rectangle',
      'corner-radius': '6px',
      width: 'data(width)',
      height: 'data(height)',
      'background-color': p.node,
      'border-width': 1,
      'border-color': p['node-line'],
      'z-index': 30,
    },
  },
  { selector: 'node[kind="service"]', style: { 'corner-radius': '14px' } },
  { selector: 'node[kind="external"]', style: { 'border-style': 'dashed', 'border-width': 1.5 } },
  { selector: 'node[?gateway]', style: { 'border-width': 2, 'border-color': p.muted } },
  { selector: 'node[?closed]', style: { 'border-width': 3, 'border-style': 'double' } },
  { selector: 'node[kind="unknown"], node[kind="inaccessible"]', style: { 'background-color': p.bg } },
  { selector: 'node.item[traffic="unknown"]', style: { 'border-style': 'dashed' } },
];

const edgeRules = (p: Palette): Rule[] => [
  {
    selector: 'edge',
    style: {
      'curve-style': 'straight',
      width: 'data(line)',
      'line-color': p.edge,
      'target-arrow-shape': 'triangle',
      'target-arrow-color': p.edge,
      'arrow-scale': 0.85,
      'z-index': 10,
      'overlay-opacity': 0,
    },
  },
  {
    selector: 'edge.around',
    style: {
      'curve-style': 'unbundled-bezier',
      'control-point-distances': 'data(around)',
      'control-point-weights': '0.5',
      'edge-distances': 'node-position',
    },
  },
  { selector: 'edge[?bent]', style: { 'curve-style': 'bezier', 'control-point-step-size': 34 } },
  {
    selector: 'edge[protocol="tcp"]',
    style: { 'line-color': p['tcp-line'], 'target-arrow-color': p['tcp-line'] },
  },
  {
    selector: 'edge[traffic="idle"]',
    style: {
      'line-color': p['idle-line'],
      'target-arrow-color': p['idle-line'],
      width: 0.8,
      'line-opacity': 0.55,
    },
  },
  {
    selector: 'edge[traffic="unknown"]',
    style: { 'line-color': p['idle-line'], 'target-arrow-color': p['idle-line'], 'line-style': 'dashed' },
  },
];

const stateRules = (p: Palette): Rule[] => [
  { selector: '.ghost', style: { opacity: 0.35, 'border-style': 'dashed', 'line-style': 'dashed' } },
  { selector: '.absent', style: { opacity: 0.8, 'border-style': 'dashed', 'line-style': 'dashed' } },
  { selector: '.dim', style: { opacity: stepsBack } },
  { selector: '.calm', style: { opacity: stillSeen } },
  {
    selector: 'node.item.found',
    style: {
      'underlay-color': p.accent,
      'underlay-opacity': 0.2,
      'underlay-padding': 3,
      'underlay-shape': 'round-rectangle',
    },
  },
  {
    selector: 'edge.found',
    style: { 'underlay-color': p.accent, 'underlay-opacity': 0.2, 'underlay-padding': 4, 'z-index': 24 },
  },
  {
    selector: 'node.item.chosen',
    style: {
      'underlay-color': p.accent,
      'underlay-opacity': 0.28,
      'underlay-padding': 4,
      'underlay-shape': 'round-rectangle',
    },
  },
  {
    selector: 'edge.chosen',
    style: { 'underlay-color': p.accent, 'underlay-opacity': 0.3, 'underlay-padding': 5, 'z-index': 25 },
  },
];

/** How kind and state look as shapes and lines. Text, glyphs and marks of trouble are painted above, see `painter.ts`. */
export const stylesheet = (p: Palette): StylesheetJson => [
  {
    selector: 'core',
    // cytoscape's own marks of panning and pressing are louder than anything that matters here.
    style: {
      'active-bg-opacity': 0,
      'active-bg-color': p.accent,
      'active-bg-size': 0,
      'selection-box-opacity': 0,
      'selection-box-color': p.accent,
      'selection-box-border-color': p.accent,
      'selection-box-border-width': 0,
      'outside-texture-bg-color': p.bg,
      'outside-texture-bg-opacity': 0,
    },
  },
  {
    selector: 'node, edge',
    style: {
      'z-index-compare': 'manual',
      'overlay-opacity': 0,
      events: 'yes',
    },
  },
  ...nodeRules(p),
  ...edgeRules(p),
  ...stateRules(p),
];
