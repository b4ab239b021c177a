/** A script of this folder as a process of its own, which tells its port on its first line. */
import assert from "node:assert/strict";

export interface Child extends AsyncDisposable {
  readonly port: number;
  /** Resolves when it says `line`. */
  says(line: string): Promise<void>;
  /** Without a chance to take leave. */
  kill(): void;
}

export async function startChild(script: string, args: readonly string[]): Promise<Child> {
  const process = new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--allow-net", new URL(script, import.meta.url).href, ...args],
    stdout: "piped",
  }).spawn();
  const reader = process.stdout.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  async function nextLine(): Promise<string> {
    while (!text.includes("\n")) {
      const { done, value } = await reader.read();
      assert(!done, `${script} ended`);
      text += value;
    }
    const end = text.indexOf("\n");
    const line = text.slice(0, end);
    text = text.slice(end + 1);
    return line;
  }
  const kill = () => {
    try {
      process.kill("SIGKILL");
    } catch {
      // It is dead already.
    }
  };
  return {
    port: Number(await nextLine()),
    async says(line) {
      while (await nextLine() !== line);
    },
    kill,
    async [Symbol.asyncDispose]() {
      kill();
      await process.status;
      await reader.cancel();
    },
  };
}
