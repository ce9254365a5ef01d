/** What the board itself says, in both languages. `labels` of a page may replace any of it. */
export interface BoardWords {
  /** Accessible name of the picture; what happens now follows it. */
  readonly picture: string;
  /** Beside the path that the reader predicted. */
  readonly ghost: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly fit: string;
}

export const boardWords: Readonly<Record<'ko' | 'en', BoardWords>> = {
  en: {
    picture: 'Picture of the network',
    ghost: 'your prediction',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    fit: 'Show where it happens',
  },
  ko: {
    picture: '네트워크 그림',
    ghost: '내가 예측한 길',
    zoomIn: '확대',
    zoomOut: '축소',
    fit: '지금 일어나는 곳 보기',
  },
};
