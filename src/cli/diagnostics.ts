/** What goes to stderr: `check:` and what is wrong, `hint:` and what would help. */
import { escapeForTerminal } from "../formats/mod.ts";
import { lowerFirst } from "../rules/lower_first.ts";
import type { Output } from "./io.ts";

/** `about`: what the message is about, when that is not the whole command. */
export async function complain(
  stderr: Output,
  message: string,
  hint: string | null,
  about?: string,
): Promise<void> {
  const where = about === undefined ? "" : `${escapeForTerminal(about)}: `;
  const lines = [`check: ${where}${escapeForTerminal(lowerFirst(message))}`];
  if (hint !== null) lines.push(`hint: ${escapeForTerminal(lowerFirst(hint))}`);
  await stderr.write(lines.join("\n") + "\n");
}
