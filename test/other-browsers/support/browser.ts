/** What a test asks of a browser, whichever it is and however it is driven. */
export interface Browser {
  /** Opens an address anew, also where only its fragment differs. */
  open(address: string, size?: Size): Promise<void>;
  /** Runs a function in the page; it sees nothing but its arguments. */
  inPage<R, A extends readonly unknown[]>(body: (...given: A) => R, ...given: A): Promise<Awaited<R>>;
  /** A real click of the mouse, in the middle of the first element that fits. */
  click(selector: string): Promise<void>;
  /** A real key, by its name (`ArrowRight`, `Escape`, `Tab`, `End`) or as one character. */
  press(key: string): Promise<void>;
  /** Types where the focus is. */
  type(text: string): Promise<void>;
  back(): Promise<void>;
  /** @returns a PNG of what is on show. */
  picture(): Promise<Buffer>;
  /** What the browser itself has logged of the page since the last call, where its driver tells. */
  logged(): readonly string[];
  close(): Promise<void>;
}

/** CSS px of the page's inside. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export const wide: Size = { width: 1440, height: 900 };
export const phone: Size = { width: 390, height: 844 };

export interface LaunchOptions {
  /** The reader has asked the system for less motion. */
  readonly still: boolean;
}

export type BrowserName = 'Firefox' | 'WebKit';
