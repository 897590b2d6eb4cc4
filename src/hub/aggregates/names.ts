/** Gives each name a small number, in the order of their first appearance. */
export class Names {
  readonly #numbers = new Map<string, number>()
  readonly #names: string[] = []

  get size(): number {
    return this.#names.length
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
