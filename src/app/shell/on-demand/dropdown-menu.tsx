/** Radix' DropdownMenu, fetched when one is first opened. */
import { type ComponentProps, createContext, type ReactNode, use } from 'react';
import { type Menus, menuPart, OpenedMenus, useMenus } from './menus.tsx';

const Ask = createContext<() => void>(() => {});

function Root({ children }: { readonly children: ReactNode }) {
  const { opened, ask } = useMenus();
  return (
    <OpenedMenus value={opened}>
      {opened === null ? (
        <Ask value={ask}>{children}</Ask>
      ) : (
        <opened.DropdownMenu.Root defaultOpen>{children}</opened.DropdownMenu.Root>
      )}
    </OpenedMenus>
  );
}

function Trigger(props: ComponentProps<Menus['DropdownMenu']['Trigger']>) {
  const opened = use(OpenedMenus);
  const ask = use(Ask);
  if (opened !== null) return <opened.DropdownMenu.Trigger {...props} />;
  return (
    <button
      type="button"
      aria-haspopup="menu"
      aria-expanded={false}
      data-state="closed"
      {...props}
      onPointerDown={(event) => {
        if (event.button !== 0 || event.ctrlKey) return;
        // The menu takes the focus, not its trigger.
        event.preventDefault();
        ask();
      }}
      onKeyDown={(event) => {
        if (!['Enter', ' ', 'ArrowDown'].includes(event.key)) return;
        event.preventDefault();
        ask();
      }}
    />
  );
}

export const DropdownMenu = {
  Root,
  Trigger,
  Portal: menuPart(({ DropdownMenu: { Portal } }) => Portal),
  Content: menuPart(({ DropdownMenu: { Content } }) => Content),
  Label: menuPart(({ DropdownMenu: { Label } }) => Label),
  Item: menuPart(({ DropdownMenu: { Item } }) => Item),
  Separator: menuPart(({ DropdownMenu: { Separator } }) => Separator),
  Sub: menuPart(({ DropdownMenu: { Sub } }) => Sub),
  SubTrigger: menuPart(({ DropdownMenu: { SubTrigger } }) => SubTrigger),
  SubContent: menuPart(({ DropdownMenu: { SubContent } }) => SubContent),
};
