'use client';
import { Check, Pencil, Trash2 } from 'lucide-react';
import { useRouter, useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { CheckRow } from '#components/ui/check-row.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { NameForm } from './name-form.tsx';
import {
  dropView,
  isShown,
  keepView,
  openSearch,
  renameView,
  type SavedView,
  searchOf,
} from './saved-views.ts';
import { useSavedViews } from './use-saved-views.ts';

/** Views of this page by name: to open, rename and delete, and to save the one on screen. */
export function ViewsPanel({ say }: { readonly say: (text: string) => void }) {
  const [views, setViews] = useSavedViews();
  const link = useSearchParams().toString();
  const router = useRouter();
  const names = views.map(({ name }) => name);
  return (
    <div className="space-y-2">
      {views.length === 0 ? (
        <p className="px-2 pt-1 text-muted">
          No view is saved in this browser. A view holds namespaces, window, focus, find and hide, labels and
          selection.
        </p>
      ) : (
        <ul aria-label="Saved views">
          {views.map((view) => (
            <ViewRow
              key={view.name}
              view={view}
              shown={isShown(view, link)}
              taken={names.filter((name) => name !== view.name)}
              onOpen={() => router.push(`/graph?${openSearch(view, link)}`)}
              onRename={(name) => setViews(renameView(views, view.name, name))}
              onDelete={() => {
                setViews(dropView(views, view.name));
                say(`View ${view.name} deleted`);
              }}
            />
          ))}
        </ul>
      )}
      <SaveForm
        taken={names}
        link={link}
        onSave={(view) => {
          setViews(keepView(views, view));
          say(`View ${view.name} saved`);
        }}
      />
    </div>
  );
}

interface ViewRowProps {
  readonly view: SavedView;
  /** The link shows what the view holds. */
  readonly shown: boolean;
  readonly taken: readonly string[];
  readonly onOpen: () => void;
  readonly onRename: (name: string) => void;
  readonly onDelete: () => void;
}

function ViewRow({ view, shown, taken, onOpen, onRename, onDelete }: ViewRowProps) {
  const [renaming, setRenaming] = useState(false);
  if (renaming) {
    return (
      <li className="flex">
        <NameForm
          first={view.name}
          label={`New name of ${view.name}`}
          action="Rename"
          taken={taken}
          onName={(name) => {
            setRenaming(false);
            onRename(name);
          }}
        />
      </li>
    );
  }
  return (
    <li className="flex items-center gap-1">
      <button
        type="button"
        onClick={onOpen}
        aria-current={shown ? 'true' : undefined}
        className="flex min-h-7 min-w-0 flex-1 items-center gap-2 rounded-sm px-2 py-1 text-left hover:bg-hover focus-visible:-outline-offset-2"
      >
        <span className="min-w-0 flex-1 truncate">{view.name}</span>
        {shown ? <Check size={14} aria-hidden className="text-accent" /> : null}
      </button>
      <IconButton icon={Pencil} label={`Rename ${view.name}`} onClick={() => setRenaming(true)} />
      <IconButton icon={Trash2} label={`Delete ${view.name}`} onClick={onDelete} />
    </li>
  );
}

interface SaveFormProps {
  readonly taken: readonly string[];
  readonly link: string;
  readonly onSave: (view: SavedView) => void;
}

function SaveForm({ taken, link, onSave }: SaveFormProps) {
  const frozen = new URLSearchParams(link).has('at');
  const [withMoment, setWithMoment] = useState(true);
  return (
    <div className="border-line border-t pt-2">
      <div className="flex">
        <NameForm
          first=""
          label="Name of the view on screen"
          action="Save"
          taken={taken}
          onName={(name) => onSave({ name, search: searchOf(link, frozen && withMoment) })}
        />
      </div>
      {frozen ? (
        <CheckRow
          label="With the moment it is paused at"
          checked={withMoment}
          onChange={() => setWithMoment(!withMoment)}
        />
      ) : null}
    </div>
  );
}
