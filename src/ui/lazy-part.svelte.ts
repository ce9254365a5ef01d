/** A part of the page that is loaded when it is first wanted. Where it does not arrive, the next wish tries again. */
export class LazyPart<Part> {
  part: Part | null = $state.raw(null);
  hasFailed = $state.raw(false);
  readonly #load: () => Promise<Part>;
  #isUnderWay = false;

  constructor(load: () => Promise<Part>) {
    this.#load = load;
  }

  want(): void {
    if (this.part !== null || this.#isUnderWay) return;
    this.#isUnderWay = true;
    this.hasFailed = false;
    this.#load()
      .then(
        (part) => (this.part = part),
        () => (this.hasFailed = true),
      )
      .finally(() => (this.#isUnderWay = false));
  }
}
