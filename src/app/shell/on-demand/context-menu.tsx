/**
 * A context menu: Radix' menu, standing where the pointer was. What it belongs to is drawn without Radix and stays
 * as it is when a menu is first opened, which fetches it.
 */
import {
  type ComponentProps,
  createContext,
  type MouseEvent,
  type ReactNode,
  use,
  useEffect,
  useRef,
  useState,
} from 'react';
import styles from './on-demand.module.css';
import { type Menus, menuPart, OpenedMenus, useMenus } from './menus.tsx';

interface Spot {
  readonly x: number;
  readonly y: number;
}

interface Menu {
  readonly spot: Spot | null;
  readonly open: (spot: Spot) => void;
  readonly close: () => void;
  /** Gives the focus back to what had it before. */
  readonly returnFocus: () => void;
}

const Around = createContext<Menu | null>(null);

/** A finger that rests this long on the screen means the context menu. */
const LONG_PRESS_MS = 700;

function Root({ children }: { readonly children: ReactNode }) {
  const { opened, ask } = useMenus();
  const [spot, setSpot] = useState<Spot | null>(null);
  const focused = useRef<Element | null>(null);
  const menu: Menu = {
    spot,
    open: (at) => {
      focused.current = document.activeElement;
      setSpot(at);
      ask();
    },
    close: () => setSpot(null),
    returnFocus: () => {
      if (focused.current instanceof HTMLElement) focused.current.focus({ preventScroll: true });
    },
  };
  return (
    <OpenedMenus value={opened}>
      <Around value={menu}>{children}</Around>
    </OpenedMenus>
  );
}

interface TriggerProps {
  /** As of Radix: it has no element of its own. */
  readonly asChild: true;
  /** Called before it opens. */
  readonly onContextMenu: (event: MouseEvent) => void;
  readonly children: ReactNode;
}

function Trigger({ onContextMenu, children }: TriggerProps) {
  const menu = use(Around);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const clear = (): void => clearTimeout(timer.current);
  useEffect(() => () => clearTimeout(timer.current), []);
  const open = (event: MouseEvent): void => {
    clear();
    event.preventDefault();
    onContextMenu(event);
    menu?.open({ x: event.clientX, y: event.clientY });
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it hears of what is in it, and has no box of its own
    <div
      className={styles['around']}
      role="presentation"
      onContextMenu={open}
      onPointerDown={(event) => {
        clear();
        if (event.pointerType !== 'mouse') timer.current = setTimeout(() => open(event), LONG_PRESS_MS);
      }}
      onPointerMove={clear}
      onPointerUp={clear}
      onPointerCancel={clear}
    >
      {children}
    </div>
  );
}

const SubPortal = menuPart(({ DropdownMenu: { Portal } }) => Portal);

/** Of the menu itself, or, within it, of a menu of its own. */
function Portal({ children }: { readonly children: ReactNode }) {
  const opened = use(OpenedMenus);
  const menu = use(Around);
  if (menu === null) return <SubPortal>{children}</SubPortal>;
  if (opened === null || menu.spot === null) return null;
  const { x, y } = menu.spot;
  return (
    <opened.DropdownMenu.Root key={`${x} ${y}`} open onOpenChange={(isOpen) => !isOpen && menu.close()}>
      <opened.DropdownMenu.Trigger asChild>
        <span className={styles['spot']} style={{ left: x, top: y }} aria-hidden="true" />
      </opened.DropdownMenu.Trigger>
      <opened.DropdownMenu.Portal>
        <ReturnFocus value={menu.returnFocus}>
          <Around value={null}>{children}</Around>
        </ReturnFocus>
      </opened.DropdownMenu.Portal>
    </opened.DropdownMenu.Root>
  );
}

const ReturnFocus = createContext<() => void>(() => {});

function Content(props: ComponentProps<Menus['DropdownMenu']['Content']>) {
  const opened = use(OpenedMenus);
  const returnFocus = use(ReturnFocus);
  if (opened === null) return null;
  return (
    <opened.DropdownMenu.Content
      side="right"
      align="start"
      sideOffset={2}
      {...props}
      onCloseAutoFocus={(event) => {
        event.preventDefault();
        returnFocus();
      }}
    />
  );
}

export const ContextMenu = {
  Root,
  Trigger,
  Portal,
  Content,
  Label: menuPart(({ DropdownMenu: { Label } }) => Label),
  Item: menuPart(({ DropdownMenu: { Item } }) => Item),
  ItemIndicator: menuPart(({ DropdownMenu: { ItemIndicator } }) => ItemIndicator),
  RadioGroup: menuPart(({ DropdownMenu: { RadioGroup } }) => RadioGroup),
  RadioItem: menuPart(({ DropdownMenu: { RadioItem } }) => RadioItem),
  Separator: menuPart(({ DropdownMenu: { Separator } }) => Separator),
  Sub: menuPart(({ DropdownMenu: { Sub } }) => Sub),
  SubTrigger: menuPart(({ DropdownMenu: { SubTrigger } }) => SubTrigger),
  SubContent: menuPart(({ DropdownMenu: { SubContent } }) => SubContent),
};
