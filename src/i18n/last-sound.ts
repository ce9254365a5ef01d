/**
 * How a text ends when a Korean engineer reads it aloud. Digits are read one by one (172.42.10.112 ends in 이), names that are
 * words here are read as words (docker: 도커), other Latin text letter by letter when it has no vowel (ssh: 에스에스에이치).
 */
export type LastSound = 'vowel' | 'rieul' | 'consonant';

const DIGITS: readonly LastSound[] = [
  'consonant', // 공, 영, 십, 백, 천
  'rieul', // 일
  'vowel', // 이
  'consonant', // 삼
  'vowel', // 사
  'vowel', // 오
  'consonant', // 육
  'rieul', // 칠
  'rieul', // 팔
  'vowel', // 구
];

/** Names of letters that do not end in a vowel: 엘, 알, 엠, 엔. */
const LETTERS: Readonly<Record<string, LastSound>> = { l: 'rieul', r: 'rieul', m: 'consonant', n: 'consonant' };

/** Words whose spelling would mislead: how the field says them. */
const WORDS: Readonly<Record<string, LastSound>> = {
  ack: 'vowel', // 애크
  arp: 'vowel', // 에이알피
  default: 'vowel', // 디폴트
  dnat: 'consonant', // 디냇
  drop: 'consonant', // 드롭
  fin: 'consonant', // 핀
  lan: 'consonant', // 랜
  mac: 'consonant', // 맥
  nat: 'consonant', // 냇
  ping: 'consonant', // 핑
  snat: 'consonant', // 에스냇
  syn: 'consonant', // 신
  user: 'vowel', // 유저
  via: 'vowel', // 비아
  wan: 'consonant', // 완
};

const BRACKETED = /[([{<][^()[\]{}<>]*[)\]}>]$/;
const SILENT = /[\s"'”’`.,:;!?…~_*\-/\\)\]}>]+$/;

export function lastSound(text: string): LastSound {
  const heard = withoutBrackets(text.trimEnd()).replace(SILENT, '');
  const last = heard.at(-1) ?? '';
  if (/[가-힣]/.test(last)) return ofHangul(last);
  if (/\d/.test(last)) return DIGITS[Number(last)] ?? 'vowel';
  if (/[a-z]/i.test(last)) return ofLatin(/[a-z]+$/i.exec(heard)?.[0] ?? last, heard);
  if (last === '#') return 'consonant'; // 샵
  return 'vowel'; // 퍼센트, 앰퍼샌드, 플러스 …
}

function withoutBrackets(text: string): string {
  const shorter = text.replace(BRACKETED, '').trimEnd();
  return shorter === '' ? text : shorter;
}

function ofHangul(syllable: string): LastSound {
  const final = (syllable.charCodeAt(0) - 0xac00) % 28;
  if (final === 0) return 'vowel';
  return final === 8 ? 'rieul' : 'consonant';
}

/** `run` is the unbroken run of letters at the end: in `br-80cb5a0c07bc` only `bc`, which is not a word. */
function ofLatin(run: string, whole: string): LastSound {
  const word = run.toLowerCase();
  const known = WORDS[word];
  if (known) return known;
  const letter = LETTERS[word.at(-1) ?? ''] ?? 'vowel';
  const standsAlone = /(^|[\s/(".:-])$/.test(whole.slice(0, whole.length - run.length));
  return standsAlone && looksLikeWord(run) ? ofWord(word) : letter;
}

/** Capitals only is an abbreviation, and so is what cannot be pronounced; chains of netfilter are words in capitals. */
function looksLikeWord(run: string): boolean {
  return run.length >= 3 && /[aeiouy]/i.test(run) && (run.length >= 5 || run !== run.toUpperCase());
}

/** English spelling to the Korean loanword's last syllable, by the endings that occur. */
function ofWord(word: string): LastSound {
  if (/(le|l)$/.test(word)) return 'rieul'; // 테이블, 커널
  if (/(me|ne|m|n|ng)$/.test(word)) return 'consonant'; // 네임, 라인, 핑
  if (/[^aeiou][aeiou]([pbtkg]|ck)$/.test(word)) return 'consonant'; // 맵, 넷, 블록
  return 'vowel'; // 호스트, 브리지, 도커, 포트
}
