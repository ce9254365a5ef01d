/** The words of the terminal's editor, in English. Loaded with the terminal. */
export const editorEn = {
  title: (path: string) => `Edit ${path}`,
  text: 'Text of the file',
  save: 'Save the file',
  cancel: 'Leave without saving',
  hint: 'nano FILE or vi FILE opens a file here, on Windows also notepad FILE.',
};

export type EditorWords = typeof editorEn;
