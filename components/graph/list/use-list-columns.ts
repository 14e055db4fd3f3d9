'use client';
import { useMemo } from 'react';
import { useStored } from '#components/ui/use-stored.ts';
import { someOf } from '#lib/url/codec.ts';
import { columnsOnRequest, type EdgeColumn, type EdgeSort, edgeColumns } from '#lib/url/graph-codec.ts';

const onRequest: ReadonlySet<EdgeColumn> = new Set(columnsOnRequest);

/** Columns that a person has put away in this browser. What an edge joins is never among them. */
const hiddenCodec = someOf<EdgeColumn>(
  edgeColumns.filter((column) => column !== 'source' && column !== 'target' && !onRequest.has(column)),
  [],
);

/** Columns that a person has taken in. */
const addedCodec = someOf<EdgeColumn>(columnsOnRequest, []);

export interface ListColumns {
  readonly shown: readonly EdgeColumn[];
  readonly toggle: (column: EdgeColumn) => void;
}

/** Which columns the edge list has, kept in this browser. What it is sorted by is always among them: a link may say so. */
export function useListColumns({ column: sorted }: EdgeSort): ListColumns {
  const [hidden, setHidden] = useStored('weft-list-hidden', hiddenCodec);
  const [added, setAdded] = useStored('weft-list-added', addedCodec);
  return useMemo(() => {
    const isShown = (column: EdgeColumn) =>
      onRequest.has(column) ? column === sorted || added.includes(column) : !hidden.includes(column);
    const flipped = (list: readonly EdgeColumn[], column: EdgeColumn) =>
      list.includes(column) ? list.filter((each) => each !== column) : [...list, column];
    return {
      shown: edgeColumns.filter(isShown),
      toggle: (column) =>
        onRequest.has(column) ? setAdded(flipped(added, column)) : setHidden(flipped(hidden, column)),
    };
  }, [hidden, added, sorted, setHidden, setAdded]);
}
