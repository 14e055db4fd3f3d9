'use client';
import { useMemo, useState } from 'react';
import type { EditableResponse } from '#lib/api/edit-contract.ts';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import { asWritten } from '#lib/edit/as-written.ts';
import type { ChangePlan } from '#lib/edit/change-plan.ts';
import { rebaseStep } from '#lib/edit/rebase-step.ts';
import { planOfDraft } from '#lib/edit/yaml-plan.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { yamlOf } from '#lib/k8s/yaml-of.ts';

const textOf = (object: KubeObject): string => yamlOf(asWritten(object));

/**
 * A draft from its beginning to its plan. `start` is what the editor is filled with, `text` what is in it. Where someone else
 * writes the object meanwhile, `carryOver` takes the draft to the newer version if both changed different things; else `theirs`
 * is that version until a person chooses.
 */
export function useDraft(ref: ObjectRef, editable: EditableResponse) {
  const [base, setBase] = useState<KubeObject>(editable.content);
  const [start, setStart] = useState(() => textOf(editable.content));
  const [text, setText] = useState(start);
  const [theirs, setTheirs] = useState<KubeObject | null>(null);
  const [carried, setCarried] = useState(false);
  const made = useMemo(() => planOfDraft(ref, base, text), [ref, base, text]);
  const begin = (object: KubeObject, draft: string) => {
    setBase(object);
    setStart(draft);
    setText(draft);
    setTheirs(null);
  };
  const carryOver = (newer: KubeObject) => {
    const rebased = made.ok ? carriedTo(made.value, newer) : null;
    setCarried(rebased !== null);
    if (rebased === null) setTheirs(newer);
    else begin(newer, textOf(rebased));
  };
  return {
    start,
    text,
    setText,
    made,
    isTyped: text !== textOf(base),
    theirs: theirs === null ? null : textOf(theirs),
    /** Whether the draft was carried over to a version that someone else wrote. */
    carried,
    carryOver,
    /** What was typed stays, and will overwrite what the other wrote. */
    keepMine: () => theirs !== null && begin(theirs, text),
    takeTheirs: () => theirs !== null && begin(theirs, textOf(theirs)),
  };
}

function carriedTo({ steps: [step] }: ChangePlan, newer: KubeObject): KubeObject | null {
  return step?.do === 'patch' ? (rebaseStep(step, newer)?.object ?? null) : null;
}
