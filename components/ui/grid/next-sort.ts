/** By which column a table is sorted, and which way. */
export interface Sort<Column extends string> {
  readonly column: Column;
  readonly descending: boolean;
}

/** The order once the header of a column is pressed: turned round where it is sorted by it already. */
export const nextSort = <Column extends string>(
  sort: Sort<Column>,
  column: Column,
  startsDescending: boolean,
): Sort<Column> => ({
  column,
  descending: sort.column === column ? !sort.descending : startsDescending,
});
