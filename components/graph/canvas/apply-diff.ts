import type { Core } from 'cytoscape';
import type { Positions } from '#lib/layout/layout-graph.ts';
import { type DrawnElement, type ElementDiff, elementOf, nodeElement } from './elements.ts';

/** Classes that come and go with a refresh. */
const states = ['item', 'ghost', 'absent'] as const;

function definition(element: DrawnElement, places: Positions) {
  const { ends } = element;
  const place = ends ? undefined : places[element.id];
  return {
    group: element.group,
    classes: element.classes,
    data: {
      ...element.data,
      id: elementOf(element),
      ...(ends ? { source: nodeElement(ends.source), target: nodeElement(ends.target) } : {}),
    },
    grabbable: element.group === 'nodes',
    ...(place ? { position: { ...place } } : {}),
  };
}

function change(cy: Core, element: DrawnElement): void {
  const known = cy.getElementById(elementOf(element));
  known.data(element.data);
  for (const name of states) known.toggleClass(name, element.classes.split(' ').includes(name));
}

/** Does to the library's elements what differs, and nothing else: `places` are for nodes that come, no other is moved. */
export function applyDiff(cy: Core, diff: ElementDiff, places: Positions): void {
  cy.batch(() => {
    for (const element of diff.removed) cy.getElementById(elementOf(element)).remove();
    cy.add(diff.added.map((element) => definition(element, places)));
    for (const element of diff.changed) change(cy, element);
  });
}
