/** The service as Deno Deploy runs it: with a store, and a cron whose jobs run when standard input names them. */
const jobs = new Map<string, () => void | Promise<void>>();
const openKv = Deno.openKv;
const cron: typeof Deno.cron = (name: string, schedule: unknown, job: unknown) => {
  jobs.set(name, job as () => void);
  console.log(`${name}: ${schedule}`);
  return Promise.resolve();
};
Object.defineProperty(Deno, "openKv", { value: () => openKv(":memory:") });
Object.defineProperty(Deno, "cron", { value: cron });
void (async () => {
  for await (const name of Deno.stdin.readable.pipeThrough(new TextDecoderStream())) {
    await jobs.get(name.trim())?.();
    console.log(`${name.trim()} has run`);
  }
})();
await import("../../routes/deno.ts");
