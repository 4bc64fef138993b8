export function App() {
  return (
    <main>
      <h1>Tidemark</h1>
    </main>
  );
}
