/** What the frame of a panel can do. */
export interface PanelFrame {
  readonly pinned: boolean;
  readonly onPin: () => void;
  readonly onClose: () => void;
}
