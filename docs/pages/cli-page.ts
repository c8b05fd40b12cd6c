import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { createProgram } from '../../src/cli/program.ts';

/** The help of every command, as the program prints it. */
export function cliPage(): string {
  const program = createProgram('VERSION');
  return `# Commands

Made from the code by \`npm run docs\`. From a checkout, \`npm run -s hostward -- ARGS\` is \`hostward ARGS\`.

${sections(program, []).join('\n\n')}
`;
}

function sections(command: CommandUnknownOpts, parents: readonly string[]): readonly string[] {
  const path = [...parents, command.name()];
  let help = '';
  command.configureOutput({
    writeOut: (text) => {
      help += text;
    },
    getOutHelpWidth: () => 100,
  });
  command.outputHelp();
  const own = `## ${path.join(' ')}\n\n\`\`\`\n${help.trim()}\n\`\`\``;
  return [own, ...command.commands.flatMap((child) => sections(child, path))];
}
