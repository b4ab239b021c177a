/** The command's entry: the world as Deno has it. What the command does is in `cli/run.ts`. */
import manifest from "../deno.json" with { type: "json" };
import { checkEvents } from "./check.ts";
import { checkAddresses } from "./check/all_addresses.ts";
import { placesOf } from "./check/places.ts";
import type { Output } from "./cli/io.ts";
import { OutputError } from "./cli/output_error.ts";
import { run } from "./cli/run.ts";
import { denoRuntime } from "./runtime/deno.ts";
import {
  explained,
  identify,
  identifyStdout,
  openForAdding,
  readFile,
  readLines,
  userPath,
} from "./runtime/deno_files.ts";
import { output } from "./runtime/deno_output.ts";
import { fetchText } from "./runtime/fetch_text.ts";

if (import.meta.main) {
  addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    crash(event.reason);
  });
  try {
    Deno.exit(await main()); // a lookup that the deadline cut off would keep the process alive
  } catch (error) {
    crash(error);
  }
}

async function main(): Promise<number> {
  let runtime = denoRuntime();
  const stderr = unheard(output(Deno.stderr));
  return await run(Deno.args, {
    stdout: heard(output(Deno.stdout)),
    stderr,
    interruptible: listenForInterrupts(stderr),
    readLines,
    identify: (path) => identify(userPath(path)),
    identifyStdout,
    openForAdding,
    openNoMore: async () => void await Deno.permissions.revoke({ name: "write" }),
    readFile,
    fetchText,
    readStandardInput: () => new Response(Deno.stdin.readable).text(),
    noColor: (Deno.env.get("NO_COLOR") ?? "") !== "",
    version: `tls-handshake-checker ${manifest.version} (deno ${Deno.version.deno})`,
    useDnsServer: (dnsServer) => runtime = denoRuntime({ dnsServer }),
    check: (target, options) => checkEvents(runtime, target, options),
    checkAddresses: (target, options) => checkAddresses(runtime, target, options),
    placesOf: (target, options) => placesOf(runtime, target, options),
  });
}

/** What cannot be written is told. */
function heard(stdout: Output): Output {
  return {
    isTerminal: stdout.isTerminal,
    get columns() {
      return stdout.columns;
    },
    write: (text) =>
      stdout.write(text).catch((error) => {
        const reason = (explained(error, "it is gone", "it is not permitted") as Error).message;
        throw new OutputError(
          `Cannot write standard output: ${reason}`,
          "Send it where there is room for it and where you may write",
          { cause: error },
        );
      }),
  };
}

/** Where complaints cannot be written, there is nobody to complain to. */
function unheard(stderr: Output): Output {
  return {
    isTerminal: stderr.isTerminal,
    get columns() {
      return stderr.columns;
    },
    write: (text) => stderr.write(text).catch(() => false),
  };
}

/** An interrupt ends the process, unless somebody asks to be told instead; the second one does in any case. */
function listenForInterrupts(stderr: Output): () => AbortSignal {
  const controller = new AbortController();
  let isAwaited = false;
  // As a shell has it: 128 and the signal's number.
  for (const [signal, status] of [["SIGINT", 130], ["SIGTERM", 143]] as const) {
    if (signal === "SIGTERM" && Deno.build.os === "windows") continue;
    Deno.addSignalListener(signal, () => {
      if (isAwaited && !controller.signal.aborted) return controller.abort(status);
      if (stderr.isTerminal) Deno.stderr.writeSync(new TextEncoder().encode("\r\u001b[K"));
      Deno.exit(status);
    });
  }
  return () => {
    isAwaited = true;
    return controller.signal;
  };
}

/** Deno's own exit status after an error, 1, would say "warn". */
function crash(error: unknown): never {
  console.error("check: internal error:", error);
  Deno.exit(3);
}
