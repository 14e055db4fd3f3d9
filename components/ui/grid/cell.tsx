import type { CSSProperties, ReactNode } from 'react';

interface CellProps {
  readonly children: ReactNode;
  readonly className?: string | undefined;
  readonly style?: CSSProperties | undefined;
  readonly title?: string | undefined;
}

/** A cell of a virtual grid, laid out by who uses it. No `<td>`, and without the focus, for the reasons of `VirtualRow`. */
export const Cell = (props: CellProps) => (
  // biome-ignore lint/a11y/useSemanticElements: as said above
  // biome-ignore lint/a11y/useFocusableInteractive: as said above
  <div role="gridcell" {...props} />
);
