import {
  FileCode2,
  GitCommitVertical,
  ListChecks,
  type LucideIcon,
  Siren,
  Stethoscope,
  Workflow,
} from 'lucide-react';
import type { KeptParams } from '#lib/url/path-params.ts';
import { pagePaths } from '#lib/url/paths.ts';

interface Page {
  readonly to: (kept?: KeptParams) => string;
  readonly label: string;
  readonly keys: string;
  readonly icon: LucideIcon;
  /** What is found there, for the command that leads to it. */
  readonly about: string;
}

/** The pages of the product that are reached from everywhere, in the order of the rail. */
export const pages: readonly Page[] = [
  {
    to: pagePaths.incidents,
    label: 'Incidents',
    keys: 'g i',
    icon: Siren,
    about: 'what is wrong in the mesh now',
  },
  { to: pagePaths.graph, label: 'Graph', keys: 'g g', icon: Workflow, about: 'who calls whom' },
  {
    to: pagePaths.findings,
    label: 'Findings',
    keys: 'g f',
    icon: ListChecks,
    about: 'what is wrong with the configuration',
  },
  {
    to: pagePaths.config,
    label: 'Configuration',
    keys: 'g c',
    icon: FileCode2,
    about: 'every object of the mesh',
  },
  {
    to: pagePaths.changes,
    label: 'Changes',
    keys: 'g h',
    icon: GitCommitVertical,
    about: 'what was done, and by whom',
  },
  {
    to: pagePaths.telemetry,
    label: 'Telemetry',
    keys: 'g t',
    icon: Stethoscope,
    about: 'why is there no edge?',
  },
];
