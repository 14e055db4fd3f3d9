/** Keys to press, one cap each: `g g`. */
export function Kbd({ keys }: { keys: string }) {
  const caps = keys.split(' ').map((key, place) => ({ key, id: `${place}${key}` }));
  return (
    <span className="inline-flex gap-0.5">
      {caps.map((cap) => (
        <kbd
          key={cap.id}
          className="min-w-4 rounded-sm border border-line bg-sunken px-1 text-center font-sans text-muted text-xs leading-4"
        >
          {cap.key}
        </kbd>
      ))}
    </span>
  );
}
