/** Gives each name a small number: the given ones first, others as they appear. */
export class Names {
  readonly #numbers = new Map<string, number>()
  readonly #names: string[] = []

  constructor(names: readonly string[] = []) {
    for (const name of names) this.numberOf(name)
  }

  get size(): number {
    return this.#names.length
  }

  /** In the order of their numbers. */
  get all(): readonly string[] {
    return this.#names
  }

  numberOf(name: string): number {
    const known = this.#numbers.get(name)
    if (known !== undefined) return known
    const number = this.#names.length
    this.#numbers.set(name, number)
    this.#names.push(name)
    return number
  }

  nameOf(number: number): string {
    return this.#names[number] ?? ''
  }
}
