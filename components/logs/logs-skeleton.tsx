const rows = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];

/** The page while the first logs are read. */
export const LogsSkeleton = () => (
  <div role="status" aria-label="Reading the logs" className="space-y-2 p-4">
    <div className="skeleton h-7 w-120" />
    {rows.map((key) => (
      <div key={key} className="skeleton h-6" />
    ))}
  </div>
);
