/** Keeps a picture that fails from taking the page with it: it says so where it would have stood. */
import { Component, type ReactNode } from 'react';

interface Props {
  readonly children: ReactNode;
}

export class PictureBoundary extends Component<Props, { readonly failure: string | null }> {
  override state = { failure: null };

  static getDerivedStateFromError(error: unknown) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }

  override render() {
    return this.state.failure === null ? (
      this.props.children
    ) : (
      <p role="alert">This picture failed: {this.state.failure}</p>
    );
  }
}
