/** Radix' Popover, fetched when one is first opened. */
import { type ComponentProps, createContext, type ReactNode, use } from 'react';
import { type Menus, menuPart, OpenedMenus, useMenus } from './menus.tsx';

const Ask = createContext<() => void>(() => {});

interface RootProps {
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly children: ReactNode;
}

function Root({ onOpenChange, children }: RootProps) {
  const { opened, ask } = useMenus();
  const open = (): void => {
    onOpenChange(true);
    ask();
  };
  return (
    <OpenedMenus value={opened}>
      {opened === null ? (
        <Ask value={open}>{children}</Ask>
      ) : (
        <opened.Popover.Root defaultOpen onOpenChange={onOpenChange}>
          {children}
        </opened.Popover.Root>
      )}
    </OpenedMenus>
  );
}

function Trigger(props: ComponentProps<Menus['Popover']['Trigger']>) {
  const opened = use(OpenedMenus);
  const ask = use(Ask);
  if (opened !== null) return <opened.Popover.Trigger {...props} />;
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      aria-expanded={false}
      data-state="closed"
      {...props}
      onClick={() => ask()}
    />
  );
}

export const Popover = {
  Root,
  Trigger,
  Portal: menuPart(({ Popover: { Portal } }) => Portal),
  Content: menuPart(({ Popover: { Content } }) => Content),
  Close: menuPart(({ Popover: { Close } }) => Close),
  Arrow: menuPart(({ Popover: { Arrow } }) => Arrow),
};
