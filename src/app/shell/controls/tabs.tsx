/** Tabs: one panel is there at a time; arrows move between the tabs and show what they name. */
import { createContext, type KeyboardEvent, type ReactNode, use, useId } from 'react';

interface Chosen {
  readonly value: string;
  readonly choose: (value: string) => void;
  readonly id: string;
}

const Around = createContext<Chosen>({ value: '', choose: () => {}, id: '' });

interface RootProps {
  readonly className: string | undefined;
  readonly value: string;
  readonly onValueChange: (value: string) => void;
  readonly children: ReactNode;
}

function Root({ className, value, onValueChange, children }: RootProps) {
  const id = useId();
  return (
    <div className={className}>
      <Around value={{ value, choose: onValueChange, id }}>{children}</Around>
    </div>
  );
}

interface ListProps {
  readonly className: string | undefined;
  readonly 'aria-label': string;
  readonly children: ReactNode;
}

function List(props: ListProps) {
  return <div role="tablist" aria-orientation="horizontal" onKeyDown={moveFocus} {...props} />;
}

/** A tab that gets the focus shows its panel. */
function moveFocus(event: KeyboardEvent): void {
  const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]')];
  const at = event.target instanceof HTMLElement ? tabs.indexOf(event.target) : -1;
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
  if (at < 0 || to === undefined) return;
  event.preventDefault();
  const next = tabs.at(to % tabs.length);
  next?.focus();
  next?.click();
}

interface PanelProps {
  readonly value: string;
  readonly className: string | undefined;
  readonly children: ReactNode;
}

function Trigger({ value, className, children }: PanelProps) {
  const chosen = use(Around);
  const isChosen = value === chosen.value;
  return (
    <button
      type="button"
      role="tab"
      id={`${chosen.id}-tab-${value}`}
      aria-controls={`${chosen.id}-panel-${value}`}
      aria-selected={isChosen}
      data-state={isChosen ? 'active' : 'inactive'}
      tabIndex={isChosen ? 0 : -1}
      className={className}
      onClick={() => chosen.choose(value)}
    >
      {children}
    </button>
  );
}

function Content({ value, className, children }: PanelProps) {
  const chosen = use(Around);
  const isChosen = value === chosen.value;
  return (
    <div
      role="tabpanel"
      id={`${chosen.id}-panel-${value}`}
      aria-labelledby={`${chosen.id}-tab-${value}`}
      tabIndex={0}
      hidden={!isChosen}
      className={className}
    >
      {isChosen && children}
    </div>
  );
}

export const Tabs = { Root, List, Trigger, Content };
