/** Reads server-sent events whose data is JSON on one line, as this service sends them. */

export interface Event {
  readonly type: string;
  readonly data: unknown;
}

export async function* readEvents(response: Response): AsyncGenerator<Event> {
  let text = "";
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    const blocks = (text + chunk).split("\n\n");
    text = blocks.pop()!;
    for (const block of blocks) yield readEvent(block);
  }
}

function readEvent(block: string): Event {
  const fields = new Map(
    block.split("\n").map((line): [string, string] => {
      const [name = "", value = ""] = line.split(/: (.*)/, 2);
      return [name, value];
    }),
  );
  return { type: fields.get("event") ?? "message", data: JSON.parse(fields.get("data") ?? "null") };
}
