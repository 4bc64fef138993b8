/** The drawing: cards, edges, what moves on them, and everything that can be done to them with a pointer. */
import '@xyflow/react/dist/base.css';
import './react-flow.css';
import {
  Background,
  BackgroundVariant,
  type EdgeTypes,
  type NodeProps,
  type NodeTypes,
  ReactFlow,
  ReactFlowProvider,
} from '@xyflow/react';
import { useRef } from 'react';
import { useLit } from '../stores/hooks.ts';
import styles from './canvas.module.css';
import { Card } from './cards/card.tsx';
import { CanvasFurniture } from './controls/canvas-furniture.tsx';
import { CanvasMenu } from './controls/canvas-menu.tsx';
import { ConnectionLine } from './edges/connection-line.tsx';
import { StreamEdge } from './edges/stream-edge.tsx';
import { ConnectModeOverlay } from './editing/connect-mode-overlay.tsx';
import { useCanvasEdits } from './editing/use-canvas-edits.ts';
import { useCanvasKeys } from './editing/use-canvas-keys.ts';
import { useCarried } from './editing/use-carried.ts';
import { MarksLayer } from './marks/marks-layer.tsx';
import { useOfferedCanvas } from './use-offered-canvas.ts';
import { useFlowScene } from './use-scene.ts';

const nodeTypes: NodeTypes = { card: ({ id }: NodeProps) => <Card id={id} /> };
const edgeTypes: EdgeTypes = { stream: StreamEdge };

export function Canvas() {
  return (
    <ReactFlowProvider>
      <CanvasMenu>
        <FlowCanvas />
      </CanvasMenu>
    </ReactFlowProvider>
  );
}

function FlowCanvas() {
  const host = useRef<HTMLDivElement>(null);
  const { dragged, ...edits } = useCanvasEdits();
  const { nodes, edges } = useFlowScene(dragged);
  const isLit = useLit('canvas');
  useOfferedCanvas(host);
  useCarried(host);
  useCanvasKeys(host);
  return (
    <section ref={host} className={styles['canvas']} data-dim={isLit ? undefined : ''} aria-label="Pipeline">
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        connectionLineComponent={ConnectionLine}
        {...edits}
        minZoom={0.2}
        maxZoom={2.5}
        connectionRadius={26}
        deleteKeyCode={null}
        selectionKeyCode="Shift"
        multiSelectionKeyCode={['Meta', 'Control']}
        attributionPosition="bottom-left"
        zoomOnDoubleClick={false}
        elevateNodesOnSelect={false}
        disableKeyboardA11y
      >
        <Background variant={BackgroundVariant.Dots} gap={20} size={2.2} />
      </ReactFlow>
      <MarksLayer />
      <ConnectModeOverlay />
      <CanvasFurniture />
    </section>
  );
}
