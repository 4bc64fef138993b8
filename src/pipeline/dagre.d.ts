/** The part of `@dagrejs/dagre` that the layout calls; the package carries no types of its own. */
declare module '@dagrejs/dagre' {
  interface NodeBox {
    readonly width: number;
    readonly height: number;
  }

  interface Graph {
    setGraph(options: Readonly<Record<string, string | number>>): void;
    setDefaultEdgeLabel(label: () => object): void;
    setNode(id: string, box: NodeBox): void;
    setEdge(from: string, to: string, label: object, name: string): void;
    /** After `layout`: the centre of the box. */
    node(id: string): NodeBox & { readonly x: number; readonly y: number };
  }

  const dagre: {
    readonly graphlib: { readonly Graph: new (options: { readonly multigraph: boolean }) => Graph };
    layout(graph: Graph): void;
  };
  // biome-ignore lint/style/noDefaultExport: a CommonJS package has nothing else when it is imported.
  export default dagre;
}
