/** What can be opened in place of the drawing that is there, and the drawing as a file. */
import { ChevronDown } from 'lucide-react';
import { DropdownMenu } from '../shell/on-demand/dropdown-menu.tsx';
import { useRef } from 'react';
import { documentSchema } from '../../pipeline/document.ts';
import { parseDocument } from '../shell/on-demand/documents-in-words.ts';
import { findPreset, presets } from '../../pipeline/presets/index.ts';
import { hub7 } from '../../scenarios/hub-7/scenario.ts';
import { openDrawing } from '../shell/open-drawing.ts';
import menu from '../feedback/menu.module.css';
import { documents } from '../stores/documents.ts';
import { showToast } from '../stores/workspace-store.ts';
import { storyteller } from '../story/story.ts';
import styles from './top-bar.module.css';

export function OpenMenu() {
  const file = useRef<HTMLInputElement>(null);
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger className={styles['button']}>
        Open <ChevronDown size={13} aria-hidden="true" />
      </DropdownMenu.Trigger>
      <input
        ref={file}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label="Pipeline file"
        onChange={(event) => {
          const [chosen] = event.target.files ?? [];
          event.target.value = '';
          if (chosen !== undefined) void openFile(chosen);
        }}
      />
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={menu['menu']} align="start" sideOffset={6} collisionPadding={8}>
          <DropdownMenu.Label className={menu['label']}>Scenario</DropdownMenu.Label>
          <DropdownMenu.Item className={menu['item']} onSelect={beginOpening}>
            hub-7 · a silent partition
          </DropdownMenu.Item>
          <DropdownMenu.Label className={menu['label']}>Pipelines</DropdownMenu.Label>
          {presets.map(({ name, document }) => (
            <DropdownMenu.Item key={name} className={menu['item']} onSelect={() => openDrawing(document)}>
              {document.title}
            </DropdownMenu.Item>
          ))}
          <DropdownMenu.Item
            className={menu['item']}
            onSelect={() => openDrawing(documentSchema.parse({ version: 1, nodes: [], edges: [] }))}
          >
            Empty canvas
          </DropdownMenu.Item>
          <DropdownMenu.Separator className={menu['separator']} />
          <DropdownMenu.Item className={menu['item']} onSelect={() => file.current?.click()}>
            From a file…
          </DropdownMenu.Item>
          <DropdownMenu.Item className={menu['item']} onSelect={saveFile}>
            Save as a file
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function beginOpening(): void {
  const shipfast = findPreset('shipfast');
  if (shipfast !== undefined) storyteller.actions.begin(hub7(shipfast));
}

/** What can be read is opened, and what cannot is told; what cannot be read at all leaves the drawing as it is. */
async function openFile(file: File): Promise<void> {
  const { document, problems } = await parseDocument(await file.text());
  const [first, ...more] = problems;
  if (first !== undefined)
    showToast(first.message, more.length === 0 ? first.hint : `${first.hint} And ${more.length} more.`);
  if (document !== null) openDrawing(document);
}

function saveFile(): void {
  const { document: drawing } = documents.getState();
  const link = document.createElement('a');
  const url = URL.createObjectURL(new Blob([`${JSON.stringify(drawing, null, 2)}\n`], { type: 'application/json' }));
  link.href = url;
  link.download = `${fileName(drawing.title)}.json`;
  link.click();
  URL.revokeObjectURL(url);
}

function fileName(title: string): string {
  const plain = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return plain === '' ? 'pipeline' : plain;
}
