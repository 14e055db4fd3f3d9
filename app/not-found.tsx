import { SearchX } from 'lucide-react';
import { Blank } from '#components/ui/blank.tsx';
import { pagePaths } from '#lib/url/paths.ts';

export default function NotFound() {
  return (
    <div className="h-dvh">
      <Blank
        icon={SearchX}
        title="There is no page at this address"
        action={
          <a href={pagePaths.graph()} className="text-accent hover:underline">
            Go to the graph
          </a>
        }
      >
        <p>The link may come from another version of Weft, or have lost its end on the way.</p>
      </Blank>
    </div>
  );
}
