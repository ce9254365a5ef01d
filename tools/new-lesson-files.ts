/**
 * A lesson to begin with: it loads, plays and is right in itself, and every line that its author has to write says so with
 * TODO. Addresses are those set aside for examples (RFC 5737).
 */
import { beatsOf, type BeatKey, type LessonKind } from '../src/content/index.ts';

export interface NewLesson {
  readonly slug: string;
  readonly number: number;
  readonly kind: LessonKind;
}

/** @returns the text of each file, by its path from the project's root. */
export function newLessonFiles({ slug, number, kind }: NewLesson): Readonly<Record<string, string>> {
  const folder = `lessons/${String(number).padStart(2, '0')}-${slug}`;
  return {
    [`${folder}/lesson.yaml`]: lessonYaml(slug, kind),
    [`${folder}/ko.md`]: prose(kind, KO),
    [`${folder}/en.md`]: prose(kind, EN),
    [`lessons/worlds/${slug}.1.yaml`]: worldYaml(slug),
  };
}

function lessonYaml(slug: string, kind: LessonKind): string {
  const notes = beatsOf({ kind }).map(
    (beat) => `  ${beat}:
    ko: 'TODO: 이 단원에서 무엇을 묻고 어떤 오답이 나오는지, 몇 분 걸리는지 적습니다.'
    en: 'TODO: what to ask the room here, the usual wrong answers, the minutes.'`,
  );
  const objectives = [1, 2, 3].map(
    (count) => `  - text:
      ko: 'TODO: ${count}번째 목표. 눈으로 확인할 수 있는 동사로 씁니다.'
      en: 'TODO: objective ${count}, a verb that one can see done.'
    tested-by: route`,
  );
  return `# CONTRIBUTING.md, "How to write a lesson", tells what each part is for.
kind: ${kind}
title:
  ko: 'TODO: 제목'
  en: 'TODO: the title'
summary:
  ko: 'TODO: 무슨 일이 있었고 무엇을 보게 되는지, 두세 문장.'
  en: 'TODO: what happened and what one will see, in two or three sentences.'
level: beginner
minutes: 15
prerequisites:
  ko:
    - 'TODO: 미리 알아야 할 것'
  en:
    - 'TODO: what the reader must know before'
# Three to five; tested-by is a prediction or a branch of this lesson.
objectives:
${objectives.join('\n')}
# Error texts people search for, as printed. A text alone leads to the scene that prints it; { text: '…', scene: watch } to that one.
symptoms:
  - '100% packet loss' # TODO: what the tools print in this lesson, in English and in Korean
# Numbers of lessons/facts.yaml; add there what this lesson carries.
facts: [F3.1] # TODO: the facts this lesson carries
sources:
  - text:
      ko: 'TODO: 무엇에 근거하는지'
      en: 'TODO: what this rests on'
notes:
${notes.join('\n')}

world: ${slug}
version: 1

scenes:
  - key: watch
    beat: watch
    at: pc
    run: ping -c 1 198.51.100.20
    outcome: delivered
    sources: [F3.1] # TODO: the sources of this scene, or the recording it agrees with
    cues:
      - { key: arrives, select: { place: server/eth0, kind: rx, direction: forward } }
    predictions:
      - key: route
        before: { place: server, kind: route, direction: reply }
        question:
          ko: 'TODO: 질문'
          en: 'TODO: the question'
        options:
          - key: router
            right: true
            text:
              ko: 'TODO: 맞는 답'
              en: 'TODO: the right answer'
            reason:
              ko: 'TODO: 왜 맞는지'
              en: 'TODO: why it is right'
            ghost: [server/eth0, router/eth1]
          - key: nowhere
            text:
              ko: 'TODO: 그럴듯한 오답'
              en: 'TODO: a wrong answer that one may well give'
            reason:
              ko: 'TODO: 왜 그렇게 생각할 수 있는지, 그러려면 무엇이 달라야 하는지'
              en: 'TODO: why one may think so, and what would have to be true'
`;
}

interface Words {
  readonly title: (beat: BeatKey) => string;
  readonly text: (beat: BeatKey) => string;
  readonly scene: string;
  readonly cue: string;
}

const KO: Words = {
  title: (beat) => `TODO: ${beat}의 제목`,
  text: (beat) => `TODO: ${beat}의 글. 용어는 처음 나올 때 [브리지](term:bridge)처럼 표시합니다.`,
  scene: 'TODO: 장면의 제목',
  cue: 'TODO: 이 순간에 무엇을 보아야 하는지 적습니다.',
};

const EN: Words = {
  title: (beat) => `TODO: title of ${beat}`,
  text: (beat) => `TODO: the words of ${beat}. Mark a term where it first comes up: [bridge](term:bridge).`,
  scene: 'TODO: title of the scene',
  cue: 'TODO: what to look at in this moment.',
};

function prose(kind: LessonKind, words: Words): string {
  const scene = [
    `### watch: ${words.scene}`,
    `{#arrives} ${words.cue}`,
    '::prediction{route}',
    '::listing{at=server run="ip route" mark="default"}',
  ];
  const beats = beatsOf({ kind }).flatMap((beat) => [
    `## ${beat}: ${words.title(beat)}`,
    words.text(beat),
    ...(beat === 'watch' ? scene : []),
  ]);
  return `${beats.join('\n\n')}\n`;
}

function worldYaml(slug: string): string {
  return `# TODO: the machines, their addresses and links; say what the source tells and mark the rest \`assumed: true\`.
# Links name this world: once published it is never changed, only followed by version 2.
name: ${slug}
version: 1
seed: 1

hosts:
  pc:
    kind: pc
    title: PC
    addrs: { eth0: [192.0.2.10/24] }
    routes: [default via 192.0.2.1]
  router:
    kind: router
    title: { ko: 라우터, en: Router }
    addrs: { eth0: [192.0.2.1/24], eth1: [198.51.100.1/24] }
  server:
    kind: server
    title: { ko: 서버, en: Server }
    addrs: { eth0: [198.51.100.20/24] }
    routes: [default via 198.51.100.1]

links:
  - [pc:eth0, router:eth0]
  - [router:eth1, server:eth0]
`;
}
