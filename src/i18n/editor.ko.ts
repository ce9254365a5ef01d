/** 터미널 편집기에서 쓰는 말. 터미널과 함께 불러옵니다. */
import type { EditorWords } from './editor.en.ts';

export const editorKo: EditorWords = {
  title: (path) => `편집 중: ${path}`,
  text: '파일 내용',
  save: '파일 저장',
  cancel: '저장하지 않고 나가기',
  hint: 'nano 파일이름 또는 vi 파일이름을 입력하면 여기서 파일을 고칠 수 있습니다. Windows에서는 notepad 파일이름도 됩니다.',
};
