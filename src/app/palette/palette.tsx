/** What can be put on the canvas: dragged there with a pointer, or found with `/` and placed with Enter. */
import { Tooltip } from '../shell/controls/tooltip.tsx';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { OperatorFace } from '../../operators/kind.ts';
import { placeNode } from '../canvas/editing/commands.ts';
import { documents } from '../stores/documents.ts';
import { useLit, usePreferences } from '../stores/hooks.ts';
import { setPreferences } from '../stores/preferences-store.ts';
import { setWorkspace } from '../stores/workspace-store.ts';
import styles from './palette.module.css';
import { type PaletteGroup, paletteGroups } from './palette-groups.ts';
import { StreamMark } from './stream-mark.tsx';

const faces = documents.kinds.map(({ spec }) => spec);

export function Palette() {
  const [search, setSearch] = useState('');
  const list = useRef<HTMLDivElement>(null);
  const isLit = useLit('palette');
  const groups = paletteGroups(faces, search);
  const onSearchKey = (event: KeyboardEvent): void => {
    const [first] = groups[0]?.faces ?? [];
    if (event.key === 'Enter' && first !== undefined && search !== '') placeNode(first, null);
    else if (event.key === 'ArrowDown') focusItem(list.current, 0);
    else if (event.key === 'Escape') setSearch('');
    else return;
    event.preventDefault();
  };
  return (
    <nav className={styles['palette']} aria-label="Palette" data-dim={isLit ? undefined : ''}>
      <label className={styles['search']}>
        <input
          type="search"
          data-palette-search=""
          placeholder="Find a node…"
          aria-label="Find a node"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          onKeyDown={onSearchKey}
        />
        <kbd aria-hidden="true">/</kbd>
      </label>
      <Tooltip.Provider delayDuration={350}>
        <div ref={list} className={styles['groups']}>
          {groups.map((group) => (
            <Group key={group.group} group={group} isSearching={search !== ''} />
          ))}
          {groups.length === 0 && <p className={styles['none']}>Nothing is called “{search}”.</p>}
        </div>
      </Tooltip.Provider>
    </nav>
  );
}

function Group({ group, isSearching }: { readonly group: PaletteGroup; readonly isSearching: boolean }) {
  const collapsed = usePreferences(({ collapsedGroups }) => collapsedGroups);
  const isOpen = isSearching || !collapsed.includes(group.group);
  const toggle = (): void => {
    setPreferences({
      collapsedGroups: isOpen ? [...collapsed, group.group] : collapsed.filter((name) => name !== group.group),
    });
  };
  return (
    <section>
      <h2>
        <button type="button" aria-expanded={isOpen} onClick={toggle}>
          {group.title}
          {!isOpen && <i>{group.faces.length}</i>}
        </button>
      </h2>
      {isOpen && (
        <ul>
          {group.faces.map((face) => (
            <li key={face.kind}>
              <Item face={face} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** A pointer that moves this far has begun to drag, in pixels. */
const DRAG = 5;

function Item({ face }: { readonly face: OperatorFace }) {
  const pressed = useRef<{ readonly x: number; readonly y: number } | null>(null);
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>
        <button
          type="button"
          className={styles['item']}
          data-palette-item={face.kind}
          onClick={(event) => {
            // A click by pointer ends a drag or means nothing; by keyboard it places.
            if (event.detail === 0) placeNode(face, null);
          }}
          onDoubleClick={() => placeNode(face, null)}
          onPointerDown={(event) => {
            pressed.current = { x: event.clientX, y: event.clientY };
            event.currentTarget.releasePointerCapture(event.pointerId);
          }}
          onPointerMove={(event) => {
            const from = pressed.current;
            if (
              from === null ||
              event.buttons === 0 ||
              Math.hypot(event.clientX - from.x, event.clientY - from.y) < DRAG
            )
              return;
            pressed.current = null;
            setWorkspace({ carried: { kind: face.kind, x: event.clientX, y: event.clientY } });
          }}
          onKeyDown={(event) => {
            const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
            if (by === 0) return;
            event.preventDefault();
            moveFocus(event.currentTarget, by);
          }}
        >
          <StreamMark stream={face.stream} />
          <span>{face.title}</span>
        </button>
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content className={styles['purpose']} side="right" sideOffset={8}>
          {face.purpose}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}

function moveFocus(item: HTMLElement, by: number): void {
  const list = item.closest('nav');
  const items = itemsOf(list);
  focusItem(list, items.indexOf(item) + by);
}

function focusItem(list: Element | null, index: number): void {
  const items = itemsOf(list);
  items[Math.min(Math.max(index, 0), items.length - 1)]?.focus();
}

function itemsOf(list: Element | null): readonly HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>('[data-palette-item]') ?? [])];
}
