import { Component, type ReactNode } from 'react'

interface BoundaryProps {
  readonly fallback: (error: string) => ReactNode
  readonly children: ReactNode
}

/** What fails inside takes nothing else with it. React can catch what a child throws only in a class. */
export class Boundary extends Component<BoundaryProps, { readonly error?: string }> {
  override state: { readonly error?: string } = {}

  static getDerivedStateFromError(error: unknown): { readonly error: string } {
    return { error: error instanceof Error ? error.message : String(error) }
  }

  override render(): ReactNode {
    return this.state.error === undefined
      ? this.props.children
      : this.props.fallback(this.state.error)
  }
}
