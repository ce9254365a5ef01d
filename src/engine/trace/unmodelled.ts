/** The end of the model: something is there that the engine does not know, and will not guess about. A walk turns it into `Trace.unmodelled`. */
export class Unmodelled extends Error {
  readonly what: string;

  constructor(what: string) {
    super(`${what} is not modelled`);
    this.name = 'Unmodelled';
    this.what = what;
  }
}
