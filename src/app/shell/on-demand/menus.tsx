/** What the menus here share: until one is first asked for there is only its trigger, and no Radix behind it. */
import { type ComponentType, createContext, createElement, type ReactNode, use, useState } from 'react';
import { part } from './parts.ts';
import type { radixMenus } from './radix-menus.ts';

export type Menus = typeof radixMenus;

const menus = part(async () => (await import('./radix-menus.ts')).radixMenus);

/** `null` as long as the menu around has not been asked for. */
export const OpenedMenus = createContext<Menus | null>(null);

export function useMenus(): { readonly opened: Menus | null; readonly ask: () => void } {
  const [opened, setOpened] = useState<Menus | null>(null);
  const ask = (): void => {
    // At once where it can be: the press that asks is the one that opens.
    const here = menus.here();
    if (here === null) void menus.fetch().then(() => setOpened(menus.here()));
    else setOpened(here);
  };
  return { opened, ask };
}

/** A part of a menu that there is only in an open one. */
export function menuPart<Props extends object>(
  choose: (opened: Menus) => ComponentType<Props>,
): (props: Props) => ReactNode {
  // biome-ignore lint/correctness/noComponentHookFactories: called once for each, where the module is loaded
  return function MenuPart(props: Props): ReactNode {
    const opened = use(OpenedMenus);
    return opened === null ? null : createElement(choose(opened), props);
  };
}
