import { runLayout } from '#lib/layout/run-layout.ts';
import { layoutRequest } from './layout-protocol.ts';

// The layered engine takes `self.onmessage` for itself: listening by name keeps ours.
self.addEventListener('message', (event: MessageEvent<unknown>) => {
  const request = layoutRequest.safeParse(event.data);
  if (!request.success) return;
  const { id, engine, graph } = request.data;
  runLayout(graph, engine).then(
    (positions) => self.postMessage({ id, positions }),
    (error: unknown) =>
      self.postMessage({ id, error: error instanceof Error ? error.message : String(error) }),
  );
});
