/** `sh -c LINE`, `bash -c LINE`: one line in a shell of its own. Without a line a person is in such a shell already. @see bash(1) */
import { answer, fail, notModelledLine, understands, type Command } from '../command.ts';

export const shells: readonly Command[] = ['sh', 'bash'].map((name) => ({
  name,
  understands: [`${name} -c LINE`],
  run: (context, args) => {
    const at = args.findIndex((arg) => /^-[lie]*c$/.test(arg));
    const line = args[at + 1];
    if (args.every((arg) => /^-[li]+$|^--login$/.test(arg))) return answer(context, []);
    if (at < 0 || line === undefined || !args.slice(0, at).every((arg) => /^-[lie]+$|^--login$/.test(arg)))
      return fail(
        context,
        2,
        notModelledLine(`${name} ${args.join(' ')}`),
        understands({ understands: [`${name} -c LINE`] }),
      );
    return context.run(context.world, context.place, line);
  },
}));
