/** The command: reads the arguments, checks the targets, prints, and says how it went by its exit status. */
import { parseArguments } from "./arguments.ts";
import { checkAll } from "./check_all.ts";
import type { CheckCommand } from "./command.ts";
import { complain } from "./diagnostics.ts";
import { EvidenceFiles } from "./evidence_files.ts";
import { badUsage, worst } from "./exit_status.ts";
import { fileName, readAnchors, readCtLogs, readTargets } from "./inputs.ts";
import type { Io } from "./io.ts";
import { OutputError } from "./output_error.ts";
import { replay } from "./replay.ts";
import { synopsis, usage } from "./usage.ts";
import { UsageError } from "./usage_error.ts";

/** Resolves to the exit status. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  try {
    return await perform(args, io);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof OutputError)) throw error;
    await complain(io.stderr, error.message, error.hint);
    return badUsage;
  }
}

async function perform(args: readonly string[], io: Io): Promise<number> {
  const parsed = parseArguments(args);
  switch (parsed.kind) {
    case "help":
      await io.stdout.write(usage());
      return 0;
    case "version":
      await io.stdout.write(`${io.version}\n`);
      return 0;
    case "refused":
      await complain(io.stderr, parsed.message, parsed.hint);
      return badUsage;
    case "check":
      return await prepareAndCheck(parsed.command, io);
  }
}

async function prepareAndCheck(command: CheckCommand, io: Io): Promise<number> {
  if (command.targets.length === 0 && command.files.length === 0 && command.replay.length === 0) {
    await complain(io.stderr, "No target is given", null);
    await io.stderr.write(`${synopsis}\nhint: deno task check example.com, or deno task check --help\n`);
    return badUsage;
  }
  if (command.replay.length > 0) return await replay(command, io);
  const anchors = await readAnchors(command, io);
  const ctLogs = await readCtLogs(command, io);
  const entries = await readTargets(command, io);
  const evidence = await EvidenceFiles.open(command, io);
  const options = {
    ...command.options,
    ...(anchors.length === 0 ? {} : { anchors, anchorsName: command.caFiles.map(fileName).join(" and ") }),
    ...(ctLogs === null ? {} : { ctLogs }),
    ...evidence.options,
  };
  const status = await checkAll(entries, { ...command, options }, io).finally(() => evidence.close());
  return evidence.isWhole ? status : worst(status, badUsage);
}
