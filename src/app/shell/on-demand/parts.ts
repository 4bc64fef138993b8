/**
 * Parts of the page that its first picture does without. Each is fetched when it is first shown, or when the page has
 * nothing better to do. Unlike `React.lazy`, one that is here already is drawn at once: nothing flickers.
 */
import { type ComponentType, createElement, type ReactNode, useEffect, useState } from 'react';
import { showToast } from '../../stores/workspace-store.ts';

export interface Part<T> {
  /** `null` until it is here. */
  here(): T | null;
  /** Resolves when it is here, or when the reader has been told that it will not come. */
  fetch(): Promise<void>;
}

const parts: Part<unknown>[] = [];

export function part<T>(load: () => Promise<T>): Part<T> {
  let here: T | null = null;
  let coming: Promise<void> | null = null;
  const fetch = (): Promise<void> => {
    coming ??= load().then(
      (loaded) => {
        here = loaded;
      },
      () => {
        // Asked for once more, it is fetched once more.
        coming = null;
        showToast('A part of the page could not be loaded.', 'See whether the connection stands, and try again.');
      },
    );
    return coming;
  };
  const made = { here: () => here, fetch };
  parts.push(made);
  return made;
}

/** A component that is such a part; its place stays empty until it is here. */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): (props: Props) => ReactNode {
  const component = part(load);
  // biome-ignore lint/correctness/noComponentHookFactories: called once for each, where the module is loaded
  return function Later(props: Props): ReactNode {
    const Here = usePart(component);
    return Here === null ? null : createElement(Here, props);
  };
}

function usePart<T>(wanted: Part<T>): T | null {
  const [isHere, setIsHere] = useState(wanted.here() !== null);
  useEffect(() => {
    if (isHere) return;
    // What is shown for less than a frame, while the page is finding out what to open, is not fetched.
    const frame = requestAnimationFrame(() => void wanted.fetch().then(() => setIsHere(wanted.here() !== null)));
    return () => cancelAnimationFrame(frame);
  }, [isHere, wanted]);
  return wanted.here();
}

/** One after the other, so that they never stand in the way of what was asked for. */
export async function fetchAllParts(): Promise<void> {
  for (const wanted of parts) await wanted.fetch();
}
