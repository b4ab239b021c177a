/** The command: reads the arguments, checks the targets, prints, and says how it went by its exit status. */
import { formatNagiosUnknown } from "../formats/mod.ts";
import { parseArguments } from "./arguments.ts";
import { checkAll } from "./check_all.ts";
import type { CheckCommand } from "./command.ts";
import { complain } from "./diagnostics.ts";
import { EvidenceFiles } from "./evidence_files.ts";
import { badUsage, worst } from "./exit_status.ts";
import { explain } from "./explain.ts";
import { fileName, readAnchors, readCtLogs, readProfile, readTargets } from "./inputs.ts";
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
    return await refuse(error, isForMonitor(args), io);
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
      return await refuse(parsed, isForMonitor(args), io);
    case "check":
      return await prepareAndCheck(parsed.command, io);
  }
}

async function prepareAndCheck(command: CheckCommand, io: Io): Promise<number> {
  if (command.targets.length === 0 && command.files.length === 0 && !isWithoutCheck(command)) {
    const status = await refuse(
      { message: "No target is given", hint: null },
      command.format === "nagios",
      io,
    );
    await io.stderr.write(`${synopsis}\nhint: deno task check example.com, or deno task check --help\n`);
    return status;
  }
  if (command.explain !== null) return await explain(command, io);
  if (command.replay.length > 0) return await replay(command, io);
  if (command.dnsServer !== null) io.useDnsServer(command.dnsServer);
  const anchors = await readAnchors(command, io);
  const ctLogs = await readCtLogs(command, io);
  const profile = await readProfile(command, io);
  const entries = await readTargets(command, io);
  const evidence = await EvidenceFiles.open(command, io);
  const options = {
    ...command.options,
    ...(anchors.length === 0 ? {} : { anchors, anchorsName: command.caFiles.map(fileName).join(" and ") }),
    ...(ctLogs === null ? {} : { ctLogs }),
    ...(profile === null ? {} : { profile }),
    ...evidence.options,
  };
  const status = await checkAll(entries, { ...command, options }, io).finally(() => evidence.close());
  return evidence.isWhole ? status : worst(status, badUsage);
}

interface Refusal {
  readonly message: string;
  readonly hint: string | null;
}

async function refuse(
  { message, hint }: Refusal,
  forMonitor: boolean,
  { stdout, stderr }: Io,
): Promise<number> {
  await complain(stderr, message, hint);
  if (!forMonitor) return badUsage;
  try {
    await stdout.write(formatNagiosUnknown(message, hint));
  } catch (error) {
    if (!(error instanceof OutputError)) throw error; // said above, or nothing can be
  }
  return badUsage;
}

/** As far as can be seen of a command line that could not be read to its end. */
function isForMonitor(args: readonly string[]): boolean {
  return args.some((argument, index) =>
    argument === "--format=nagios" || argument === "nagios" && args[index - 1] === "--format"
  );
}

function isWithoutCheck({ replay, explain }: CheckCommand): boolean {
  return replay.length > 0 || explain !== null;
}
