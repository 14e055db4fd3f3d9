/** A column of a virtual table, whose rows are boxes with the same tracks. */
export interface GridColumn<Id extends string = string> {
  readonly id: Id;
  readonly title: string;
  /** Pixels: what it has, or the least of it where it grows. */
  readonly width: number;
  /** Its part of the room that is left over; without it, none. */
  readonly grow?: number;
  /** Whether its cells stand at the right, as numbers do. */
  readonly right?: boolean;
  /** Whether its largest values come first when rows are sorted by it. */
  readonly largestFirst?: boolean;
}

/** Pixels between two columns. */
export const columnGap = 12;

/** The tracks of the columns, for `grid-template-columns`. */
export const tracksOf = (columns: readonly GridColumn[]): string =>
  columns
    .map(({ width, grow }) => (grow === undefined ? `${width}px` : `minmax(${width}px,${grow}fr)`))
    .join(' ');

/** The narrowest that these columns can be read, in pixels, with `inset` at each end of a row. */
export const narrowestOf = (columns: readonly GridColumn[], inset: number): number =>
  columns.reduce((sum, { width }) => sum + width, (columns.length - 1) * columnGap + 2 * inset);
