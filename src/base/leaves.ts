/** Visits what stands at the ends of nested objects and lists; a typed array is one. */
export function forEachLeaf(value: unknown, visit: (leaf: unknown) => void): void {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) visit(value);
  else for (const part of Object.values(value)) forEachLeaf(part, visit);
}
