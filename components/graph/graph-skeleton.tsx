/** The shape of the graph page before its first data. */
export function GraphSkeleton({ text }: { text: string }) {
  return (
    <div className="absolute inset-0 flex flex-col p-4" role="status" aria-label={text}>
      <div className="skeleton h-8 w-48" />
      <div className="grid flex-1 grid-cols-3 items-center gap-16 p-12 opacity-70">
        <div className="skeleton h-9" />
        <div className="space-y-8">
          <div className="skeleton h-9" />
          <div className="skeleton h-9" />
          <div className="skeleton h-9" />
        </div>
        <div className="space-y-8">
          <div className="skeleton h-9" />
          <div className="skeleton h-9" />
        </div>
      </div>
      <div className="skeleton h-9" />
      <span className="absolute bottom-16 left-6 text-faint text-xs">{text}</span>
    </div>
  );
}
