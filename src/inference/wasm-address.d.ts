/** What Vite gives for such an import: the address at which the file will be found. */
declare module '*.wasm?url' {
  const address: string;
  // biome-ignore lint/style/noDefaultExport: Vite exports the address so.
  export default address;
}
