import {
  ArrowUpDown,
  FileBadge,
  type LucideIcon,
  Pencil,
  Plus,
  Rocket,
  RotateCw,
  Server,
  Shield,
  Trash2,
  TriangleAlert,
} from 'lucide-react';
import type { ChangeKind } from '#lib/history/change-record.ts';

/** How a kind of change is drawn: its shape tells it, the colour only whether somebody did it or something gave way. */
export interface ChangeLook {
  readonly icon: LucideIcon;
  readonly tone: string;
  /** In a few words, for who cannot see the shape. */
  readonly name: string;
}

const done = 'text-info';
const gaveWay = 'text-warn';

export const changeLooks: Readonly<Record<ChangeKind, ChangeLook>> = {
  created: { icon: Plus, tone: done, name: 'Created' },
  edited: { icon: Pencil, tone: done, name: 'Changed' },
  deleted: { icon: Trash2, tone: done, name: 'Deleted' },
  rollout: { icon: Rocket, tone: 'text-accent', name: 'Rollout' },
  scaled: { icon: ArrowUpDown, tone: done, name: 'Scaled' },
  restarted: { icon: RotateCw, tone: gaveWay, name: 'Restarted' },
  proxy: { icon: Shield, tone: done, name: 'Proxy version' },
  certificate: { icon: FileBadge, tone: done, name: 'Certificate' },
  node: { icon: Server, tone: gaveWay, name: 'Node' },
  event: { icon: TriangleAlert, tone: gaveWay, name: 'Warning' },
};
