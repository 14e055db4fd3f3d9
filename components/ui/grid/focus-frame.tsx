/** The outline of the list before it (a `peer`) while that has the focus: over the rows, whose own grounds would hide it. */
export const FocusFrame = () => (
  <div className="pointer-events-none absolute inset-0 z-20 hidden border-2 border-accent peer-focus-visible:block" />
);
